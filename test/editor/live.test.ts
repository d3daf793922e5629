import assert from "node:assert/strict";
import { appendFileSync, cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commands } from "vscode";
import { chartsOf } from "../../src/core/views/figure";
import type { PanelView } from "../../src/core/views/views";
import { drawn, inWorkspace, isoflop, leaves, study, until } from "./study";

const row = (step: number, loss: number): string =>
  `${JSON.stringify({ step, tokens: step * 1_000_000, "train/loss": loss })}\n`;
const rows = (from: number, to: number, loss: number): string =>
  Array.from({ length: to - from + 1 }, (_, i) => row(from + i, loss)).join("");

describe("a growing folder", () => {
  const live = (): string => inWorkspace("live");
  const log = (run: string): string => join(live(), run, "metrics.jsonl");
  let kept = "";

  /** The last point drawn of a run. */
  const last = (view: PanelView, run: string): { x: number; y: number } | undefined => {
    const leaf = chartsOf(view.figure)
      .flatMap(({ lines }) => lines)
      .find((line) => line.label.includes(run));
    return leaf && { x: leaf.x.at(-1) ?? NaN, y: leaf.y.at(-1) ?? NaN };
  };
  const endsAt = (run: string, tokens: number, loss: number): Promise<PanelView> =>
    drawn(`${run} to end at ${tokens} tokens with a CE of ${loss}`, (view) => {
      const end = last(view, run);
      return end !== undefined && Math.abs(end.x / tokens - 1) < 1e-9 && Math.abs(end.y - loss) < 1e-9;
    });
  const described = (run: string, text: string): Promise<true> =>
    until(
      `${run} to be described with ${text}`,
      async () =>
        (await leaves()).some(({ item }) => item.label.includes(run) && item.description.includes(text)) || undefined,
    );

  before(async () => {
    kept = mkdtempSync(join(tmpdir(), "isoflop-kept-"));
    cpSync(live(), kept, { recursive: true });
    await study(live());
    await isoflop().exports.engine.call("intent", {
      type: "chose",
      patch: { fit: { law: "power" }, curves: { colorBy: "run" } },
    });
    await commands.executeCommand("isoflop.showTrends");
    await drawn(
      "the trends of three runs",
      (view) => view.choices.tab === "trends" && chartsOf(view.figure).length > 0,
    );
  });
  after(() => {
    cpSync(kept, live(), { recursive: true });
    rmSync(kept, { recursive: true });
  });

  it("moves the chart and the tree when a line is appended", async () => {
    const before = isoflop().exports.panel.view?.revision ?? 0;
    appendFileSync(log("10M"), row(201, 1.2345));
    const view = await endsAt("10M", 201e6, 1.2345);
    assert.ok(view.revision > before);
    await described("10M", "CE 1.234");
    await drawn("rest", ({ busy }) => busy === undefined);
  });

  it("waits for the rest of a torn line", async () => {
    const whole = row(202, 1.1111);
    appendFileSync(log("10M"), whole.slice(0, 20));
    appendFileSync(log("30M"), row(201, 1.5));
    await endsAt("30M", 201e6, 1.5);
    appendFileSync(log("10M"), whole.slice(20));
    await endsAt("10M", 202e6, 1.1111);
  });

  it("reads a truncated file again", async () => {
    writeFileSync(log("10M"), readFileSync(log("10M"), "utf8").split("\n").slice(0, 50).join("\n") + "\n");
    await drawn("10M to end at 50M tokens", (view) => last(view, "10M")?.x === 50e6);
  });

  it("reads a replaced file again", async () => {
    const other = join(live(), "10M", "next.tmp");
    writeFileSync(other, rows(1, 300, 3.25));
    renameSync(other, log("10M"));
    await endsAt("10M", 300e6, 3.25);
  });

  it("shows what is wrong in a file, with its line, and reads the rest", async () => {
    appendFileSync(log("100M"), `{"step": 201, "tokens":\n${row(202, 1.75)}`);
    await endsAt("100M", 202e6, 1.75);
    const problem = await until(
      "a problem below the run",
      async () => (await leaves()).find(({ item }) => item.label.includes("100M"))?.children[0],
    );
    assert.equal(problem.problem.line, 201);
    const item = await isoflop().exports.runs.getTreeItem(problem);
    assert.match(String(item.description), /metrics\.jsonl:201/);
  });

  it("adds a run that appears and drops one that is deleted", async () => {
    cpSync(join(live(), "30M"), join(live(), "60M"), { recursive: true });
    await until("four runs", async () => ((await leaves()).length === 4 ? true : undefined));
    rmSync(join(live(), "60M"), { recursive: true });
    rmSync(log("30M"));
    const left = await until("two runs", async () => {
      const runs = await leaves();
      return runs.length === 2 ? runs : undefined;
    });
    assert.ok(left.every(({ item }) => !item.label.includes("30M") && !item.label.includes("60M")));
  });
});
