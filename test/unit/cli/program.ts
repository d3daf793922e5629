import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execPath } from "node:process";
import { buildSync } from "esbuild";

/** The command line, built once for a suite, in a folder of its own. */
export interface Program {
  readonly folder: string;
  run(...args: readonly string[]): { readonly code: number | null; readonly out: string; readonly error: string };
  /** Writes a file below the folder and answers its path. */
  file(path: string, text: string): string;
  close(): void;
}

export function openProgram(): Program {
  const folder = mkdtempSync(join(tmpdir(), "isoflop-cli-"));
  const outfile = join(folder, "cli.mjs");
  // As the build has it: what lies beside the program is found by its folder.
  const js =
    'import { createRequire } from "node:module"; const require = createRequire(import.meta.url); ' +
    "const { filename: __filename, dirname: __dirname } = import.meta;";
  const how = { bundle: true, platform: "node", format: "esm", target: "node20", banner: { js } } as const;
  buildSync({ entryPoints: ["src/cli/main.ts"], outfile, ...how });
  copyFileSync(createRequire(import.meta.url).resolve("sql.js/dist/sql-wasm.wasm"), join(folder, "sql-wasm.wasm"));
  return {
    folder,
    run(...args) {
      const env = { ...process.env, NO_COLOR: "1" };
      const done = spawnSync(execPath, [outfile, ...args], { encoding: "utf8", env, maxBuffer: 1e9 });
      return { code: done.status, out: done.stdout, error: done.stderr };
    },
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
