import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { commands, ConfigurationTarget, workspace } from "vscode";
import { chartsOf } from "../../src/core/views/figure";
import type { PanelView } from "../../src/core/views/views";
import { drawn, inWorkspace, isoflop, study, until } from "./study";

const rows = 2000;

describe("the cache of what was read", () => {
  const folder = (): string => inWorkspace("kept");
  const log = (): string => join(folder(), "100M", "metrics.jsonl");
  const kept = (): string[] => {
    const place = join(isoflop().exports.storage.fsPath, "columns");
    return existsSync(place) ? readdirSync(place).filter((name) => name.endsWith(".columns")) : [];
  };
  const settings = (): ReturnType<typeof workspace.getConfiguration> => workspace.getConfiguration("isoflop");
  /** A view after that revision with the one run's line to its end, which is at this CE. */
  const endsAt = (loss: number, after = 0): Promise<PanelView> =>
    drawn(`a run that ends at a CE of ${loss}`, ({ busy, figure, revision }) => {
      const line = chartsOf(figure)[0]?.lines[0];
      return busy === undefined && revision > after && line?.x.at(-1) === rows * 1e6 && line.y.at(-1) === loss;
    });

  before(async () => {
    mkdirSync(join(folder(), "100M"), { recursive: true });
    const row = (step: number): string =>
      `${JSON.stringify({ step, tokens: step * 1e6, "train/loss": step === rows ? 1.25 : 2 + 1 / step })}\n`;
    writeFileSync(log(), Array.from({ length: rows }, (_, i) => row(i + 1)).join(""));
    const before = new Date(Date.now() - 3_600_000);
    utimesSync(log(), before, before);
    await study(folder());
    await isoflop().exports.engine.call("intent", { type: "chose", patch: { curves: { smoothing: 0 } } });
    await commands.executeCommand("isoflop.showTrends");
  });
  after(async () => {
    await settings().update("cache", undefined, ConfigurationTarget.Global);
    rmSync(folder(), { recursive: true });
    await commands.executeCommand("isoflop.openWorkspace");
  });

  it("shows the same when the folder is read again, and does not read the log for it", async () => {
    await until("a kept reading", () => (kept().length > 0 ? true : undefined));
    // By now the page has said how wide its charts are.
    const first = await endsAt(1.25);
    // Another end of the same length and time of change: only a reading would see it.
    const { atime, mtime } = statSync(log());
    writeFileSync(log(), readFileSync(log(), "utf8").replace('"train/loss":1.25}', '"train/loss":1.75}'));
    utimesSync(log(), atime, mtime);
    await commands.executeCommand("isoflop.refresh");
    const again = await endsAt(1.25, first.revision);
    assert.deepEqual(again.figure, first.figure);
    assert.deepEqual(again.coefficients, first.coefficients);
  });

  it("leaves no file when it is switched off, and reads the log", async () => {
    await settings().update("cache", 0, ConfigurationTarget.Global);
    await endsAt(1.75);
    await until("an empty cache", () => (kept().length === 0 ? true : undefined));
  });
});
