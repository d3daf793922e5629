import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cwd } from "node:process";
import type { Io } from "../../../src/cli/io";
import { runProgram } from "../../../src/cli/program";

/** What a command line left behind. */
export interface Done {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** Runs a command line in this process, `io` being what differs from a plain pipe. */
export async function isoflop(args: readonly string[], io: Partial<Io> = {}): Promise<Done> {
  let [out, error] = ["", ""];
  const code = await runProgram(args, {
    stdout: (text) => (out += text),
    stderr: (text) => (error += text),
    isTty: false,
    cwd: cwd(),
    env: {},
    version: () => "0.0.0",
    ...io,
  });
  return { code, out, error };
}

/** The command line with a folder for a suite's files. */
export interface Program {
  readonly folder: string;
  run(...args: readonly string[]): Promise<Done>;
  /** Writes a file below the folder and answers its path. */
  file(path: string, text: string): string;
  close(): void;
}

export function openProgram(): Program {
  const folder = mkdtempSync(join(tmpdir(), "isoflop-cli-"));
  return {
    folder,
    run: (...args) => isoflop(args),
    file(path, text) {
      const at = join(folder, path);
      mkdirSync(join(at, ".."), { recursive: true });
      writeFileSync(at, text);
      return at;
    },
    close() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Hoffmann et al.'s surface, as a table of results: a row a run, six sizes at seven token counts, a share of code that helps. */
export function surfaceTable(noise = 0): string {
  const rows = [1e8, 2e8, 4e8, 8e8, 1.6e9, 3.2e9].flatMap((N, i) =>
    [2e9, 4e9, 8e9, 1.6e10, 3.2e10, 6.4e10, 1.28e11].map((D, j) => {
      const share = ((i * 3 + j * 5) % 7) / 10;
      const wave = 1 + noise * Math.sin(17 * i + 29 * j);
      const loss = (1.69 + 406.4 / N ** 0.34 + 410.7 / D ** 0.28) * wave;
      return `${N},${D},${loss},${share},${loss + 0.4 * (1 - share)}`;
    }),
  );
  return ["params,tokens,loss,mix_code,loss_code", ...rows].join("\n") + "\n";
}
