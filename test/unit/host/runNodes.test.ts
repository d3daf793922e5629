import assert from "node:assert/strict";
import type { RunItem, RunListView, RunProblem } from "../../../src/core/views/views";
import { RunNodes } from "../../../src/host/tree/runNodes";

const run = (id: string, description = "CE 2.000", problems: readonly RunProblem[] = []): RunItem => ({
  id,
  label: id,
  description,
  status: "running",
  file: `/logs/${id}.jsonl`,
  problems,
});
const list = (...groups: readonly (readonly RunItem[])[]): RunListView => ({
  groups: groups.map((runs, i) => ({ id: `g${i}`, label: `mix ${i}`, runs })),
  problems: [],
  runs: groups.flat().length,
});

describe("host/tree/runNodes", () => {
  it("shows the runs themselves where there is one group", () => {
    const nodes = new RunNodes();
    assert.equal(nodes.update(list([run("a"), run("b")])), "all");
    assert.deepEqual(
      nodes.top.map(({ kind }) => kind),
      ["run", "run"],
    );
  });

  it("shows groups where there are more", () => {
    const nodes = new RunNodes();
    nodes.update(list([run("a")], [run("b")]));
    assert.deepEqual(
      nodes.top.map(({ kind, children }) => [kind, children.length]),
      [
        ["group", 1],
        ["group", 1],
      ],
    );
  });

  it("changes only the runs whose words are others, and keeps every node's identity", () => {
    const nodes = new RunNodes();
    nodes.update(list([run("a"), run("b")]));
    const [a, b] = nodes.top;
    const changed = nodes.update(list([run("a"), run("b", "CE 1.999")]));
    assert.deepEqual(changed, [b]);
    assert.equal(nodes.top[0], a);
    assert.equal(nodes.top[1], b);
    assert.deepEqual(nodes.update(list([run("a"), run("b", "CE 1.999")])), []);
  });

  it("changes everything when a run comes, goes or gets a problem", () => {
    const nodes = new RunNodes();
    nodes.update(list([run("a")]));
    assert.equal(nodes.update(list([run("a"), run("b")])), "all");
    assert.equal(nodes.update(list([run("b")])), "all");
    const problem = { file: "/logs/b.jsonl", line: 3, message: "not JSON" };
    assert.equal(nodes.update(list([run("b", "CE 2.000", [problem])])), "all");
    assert.equal(nodes.top[0]?.children[0]?.kind, "problem");
  });

  it("shows the problems of files that belong to no run", () => {
    const nodes = new RunNodes();
    nodes.update({ ...list([run("a")]), problems: [{ file: "/logs/x.csv", message: "cannot be read" }] });
    assert.deepEqual(
      nodes.top.map(({ kind }) => kind),
      ["run", "problem"],
    );
  });
});
