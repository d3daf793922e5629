import type { Problem } from "../core/runs/problem";
import { matchesGlob } from "./glob";
import type { Source } from "./source";

/** Folders that hold no logs of the user's, whatever they are called inside. */
const SKIPPED = new Set(
  (
    "node_modules __pycache__ site-packages venv env .git .hg .svn .venv .tox .nox .mypy_cache .pytest_cache .ruff_cache .cache " +
    ".aim .ipynb_checkpoints .vscode .idea .vscode-test .dvc .trash"
  ).split(" "),
);

/** Endings of files that hold no log: weights, arrays, pictures, programs, archives. */
const NO_LOGS = new Set(
  (
    "pt pth ckpt bin safetensors npz npy pkl pickle h5 hdf5 onnx gguf msgpack arrow png jpg jpeg gif svg webp pdf mp4 wav " +
    "py pyc ipynb ts js mjs cjs map html css md rst tex c cc cpp h hpp cu go rs java sh so o a dll exe zip tar tgz xz zst 7z lock " +
    "toml ini cfg vsix woff woff2 ttf idx vocab model spm"
  ).split(" "),
);

const DEEPEST = 24;
const MOST_FILES = 200_000;

/** A file that may be a log. */
export interface Found {
  readonly path: string;
  /** Below the root, `/` between pieces; the file's own name when the root is the file. */
  readonly relative: string;
  readonly root: ScanRoot;
}

export interface ScanRoot {
  readonly path: string;
  readonly name: string;
}

export interface Scan {
  readonly files: readonly Found[];
  readonly problems: readonly Problem[];
}

export const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

function mayHoldLog(name: string): boolean {
  const dot = name.lastIndexOf(".");
  return dot <= 0 || !NO_LOGS.has(name.slice(dot + 1).toLowerCase());
}

/** Lists what may be a log below a folder (or the one file), in the order of their paths. Never rejects. */
export async function scan(source: Source, root: ScanRoot, from: string, exclude: readonly string[]): Promise<Scan> {
  const files: Found[] = [];
  const problems: Problem[] = [];
  const seen = new Set<string>();
  const relativeOf = (path: string) =>
    path === root.path ? (path.split("/").at(-1) ?? path) : path.slice(root.path.length + 1);
  const excluded = (path: string) => exclude.some((glob) => matchesGlob(glob, relativeOf(path)));

  const visit = async (folder: string, depth: number): Promise<void> => {
    if (depth > DEEPEST || files.length >= MOST_FILES) return;
    try {
      const { identity } = await source.stat(folder);
      if (identity !== "" && seen.has(identity)) return;
      seen.add(identity);
      const entries = [...(await source.list(folder))].sort((a, b) => (a.name < b.name ? -1 : 1));
      for (const { name, kind } of entries) {
        const path = `${folder}/${name}`;
        if (kind === "file" && mayHoldLog(name) && !excluded(path))
          files.push({ path, relative: relativeOf(path), root });
      }
      const folders = entries.filter(
        ({ name, kind }) => kind === "folder" && !SKIPPED.has(name) && !excluded(`${folder}/${name}`),
      );
      if (entries.some(({ name, kind }) => kind === "folder" && name === ".aim")) {
        problems.push({
          file: `${folder}/.aim`,
          message: "a store of Aim (RocksDB): it cannot be read here; export its runs as CSV",
        });
      }
      for (const { name } of folders) await visit(`${folder}/${name}`, depth + 1);
    } catch (error) {
      problems.push({ file: folder, message: `the folder cannot be listed: ${messageOf(error)}` });
    }
  };

  try {
    const { kind } = await source.stat(from);
    if (kind === "file") files.push({ path: from, relative: relativeOf(from), root });
    else await visit(from, 0);
  } catch (error) {
    problems.push({ file: from, message: `cannot be read: ${messageOf(error)}` });
  }
  if (files.length >= MOST_FILES)
    problems.push({ file: from, message: `more than ${MOST_FILES} files: the rest is not looked at` });
  return { files, problems };
}
