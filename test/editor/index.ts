import Mocha from "mocha";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { commands, version } from "vscode";
import { stage, type Counts } from "./launch";

/** The launchers pass on only lines that begin so; the rest of the host's console is VS Code's own. */
function say(line: string): void {
  console.log(line.replace(/^/gm, "│ "));
}

/** `x.test.ts` runs in the phase `first`, `x.reloaded.test.ts` in the phase `reloaded`. */
function testFiles(phase: string): string[] {
  const only = process.env["ISOFLOP_TESTS"] ?? "";
  const phaseOf = (name: string): string => /\.(\w+)\.test\.cjs$/.exec(name)?.[1] ?? "first";
  return readdirSync(__dirname)
    .filter((name) => name.endsWith(".test.cjs") && phaseOf(name) === phase && name.includes(only))
    .map((name) => join(__dirname, name));
}

function play(files: readonly string[]): Promise<Counts> {
  const mocha = new Mocha({ ui: "bdd", timeout: 60_000, forbidOnly: true, reporter: Mocha.reporters.Base });
  mocha.rootHooks({
    async afterEach(this: Mocha.Context) {
      if (this.currentTest?.state === "failed") say(`  see ${await stage.screenshot(this.currentTest.fullTitle())}`);
    },
  });
  for (const file of files) mocha.addFile(file);
  const counts = { passed: 0, failed: 0, skipped: 0 };
  return new Promise((done) => {
    mocha
      .run(() => {
        done(counts);
      })
      .on("pass", (test) => {
        counts.passed++;
        say(`✓ ${test.fullTitle()} (${test.duration ?? 0} ms)`);
      })
      .on("fail", (test, error: unknown) => {
        counts.failed++;
        say(`✗ ${test.fullTitle()}\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      })
      .on("pending", (test) => {
        counts.skipped++;
        say(`SKIPPED: ${test.fullTitle()}`);
      });
  });
}

/**
 * Called by VS Code in the extension host. A phase that another follows ends in a reload of the window, after which VS
 * Code calls this again; only the last one returns.
 */
export async function run(): Promise<void> {
  const phase = await stage.phase();
  const files = testFiles(phase);
  say(`VS Code ${version}, phase ${phase}: ${files.length} test files`);
  const { more } = await stage.finished(await play(files));
  if (!more) return;
  // The workbench writes its state down while it is idle, five seconds after the last change.
  await pause(8_000);
  await commands.executeCommand("workbench.action.reloadWindow");
  await new Promise(() => undefined);
}
