import { strict as assert } from "node:assert";
import { parseColumns } from "../../../src/cli/flags/columnMap";
import { UsageError } from "../../../src/cli/errors";
import { readOptions } from "../../../src/cli/flags/options";
import { inkOf } from "../../../src/cli/print/printer";
import { printable, table } from "../../../src/cli/print/table";

const flags = { metric: { type: "string", multiple: true, help: "" }, json: { type: "boolean", help: "" } } as const;

describe("command line", () => {
  it("reads flags and paths in any order", () => {
    const { values, positionals } = readOptions(["a", "--metric", "x", "--json", "b", "--metric=y"], flags);
    assert.deepEqual({ ...values }, { metric: ["x", "y"], json: true });
    assert.deepEqual(positionals, ["a", "b"]);
  });

  it("refuses what it does not know", () => {
    assert.throws(() => readOptions(["--nope"], flags), UsageError);
    assert.throws(() => readOptions(["--metric"], flags), UsageError);
  });

  it("reads --columns", () => {
    assert.deepEqual(parseColumns("run=run_name,N=Model Size,C=Training FLOP,L=loss"), {
      run: "run_name",
      N: "Model Size",
      C: "Training FLOP",
      L: "loss",
    });
    assert.deepEqual(parseColumns("L=loss,, nats"), { L: "loss, nats" });
    assert.throws(() => parseColumns("N"), UsageError);
    assert.throws(() => parseColumns("M=x"), UsageError);
    assert.throws(() => parseColumns("N=a,N=b"), UsageError);
    assert.throws(() => parseColumns("N="), UsageError);
  });

  it("aligns tables and leaves empty columns out", () => {
    const heads = [{ head: "run" }, { head: "note" }, { head: "CE", align: "right" as const }];
    const text = table(
      heads,
      [
        ["α", "", "2.1"],
        ["long", "", "10.25"],
      ],
      inkOf({ isTty: false, env: {} }),
    );
    assert.equal(text, "run      CE\nα       2.1\nlong  10.25");
  });

  it("dims on a terminal only, and never passes on escape sequences", () => {
    assert.ok(inkOf({ isTty: true, env: {} }).dim("x").includes("\x1b"));
    assert.equal(inkOf({ isTty: true, env: { NO_COLOR: "1" } }).dim("x"), "x");
    assert.equal(inkOf({ isTty: false, env: {} }).dim("x"), "x");
    assert.equal(printable("a\x1b[31mb\u009bc\n"), "a\ufffd[31mb\ufffdc\ufffd");
  });
});
