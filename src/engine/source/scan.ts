import type { Problem } from "../../core/runs/problem";
import { isSidecarName } from "../../core/formats/sidecar";
import { studyFileName } from "../../core/runs/described/studyFile";
import { knownConventions } from "../../core/runs/conventions";
import { matchesGlob } from "./glob";
import { lastPiece } from "./paths";
import type { FoundFile, ScanRoot } from "./foundFile";
import type { Entry, Source } from "./source";

/** Folders that contain no logs of the user's, whatever their files are called. */
const skippedFolders = new Set(
  (
    "node_modules __pycache__ site-packages venv env .git .hg .svn .venv .tox .nox .mypy_cache .pytest_cache .ruff_cache .cache " +
    ".aim .ipynb_checkpoints .vscode .idea .vscode-test .dvc .trash"
  ).split(" "),
);

/** Endings of files that are no logs: weights, arrays, images, programs, archives. */
const otherEndings = new Set(
  (
    "pt pth ckpt bin safetensors npz npy pkl pickle h5 hdf5 onnx gguf msgpack arrow png jpg jpeg gif svg webp pdf mp4 wav " +
    "py pyc ipynb ts js mjs cjs map html css md rst tex c cc cpp h hpp cu go rs java sh so o a dll exe zip tar tgz xz zst 7z lock " +
    "toml ini cfg vsix woff woff2 ttf idx vocab model spm patch diff"
  ).split(" "),
);

/** Files beside logs that are none themselves: licences, packages, tokenizers, a tracker's log of itself. */
const otherFiles = new Set(
  (
    "requirements.txt license license.txt notice notice.txt makefile dockerfile conda-environment.yaml tokenizer.json " +
    "tokenizer_config.json special_tokens_map.json added_tokens.json vocab.json vocab.txt merges.txt package.json package-lock.json " +
    "model.safetensors.index.json pytorch_model.bin.index.json debug-core.log debug-internal.log"
  ).split(" "),
);

const aimStore = "a store of Aim (RocksDB): it cannot be read here; export its runs as CSV";

const maxDepth = 24;
const maxFiles = 200_000;

export interface Scan {
  readonly files: readonly FoundFile[];
  readonly problems: readonly Problem[];
}

export const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

function mayHoldLog(name: string): boolean {
  if (otherFiles.has(name.toLowerCase())) return false;
  const dot = name.lastIndexOf(".");
  return dot <= 0 || !otherEndings.has(name.slice(dot + 1).toLowerCase());
}

/** Lists what may be a log below a folder (or the one file), in the order of their paths, linked ones last. Never rejects. */
export async function scan(source: Source, root: ScanRoot, from: string, exclude: readonly string[]): Promise<Scan> {
  const visit = new Visit(source, root, exclude);
  try {
    const { kind } = await source.stat(from);
    if (kind === "file") await visit.single(from);
    else await visit.all(from);
  } catch (error) {
    visit.problems.push({ file: from, message: `cannot be read: ${messageOf(error)}` });
  }
  const { files, problems } = visit;
  if (files.length >= maxFiles)
    problems.push({ file: from, message: `more than ${maxFiles} files: the rest is ignored` });
  return { files, problems };
}

interface Folder {
  readonly path: string;
  readonly depth: number;
  readonly linked: boolean;
}

/** One traversal of the folders below a root. */
class Visit {
  readonly #source: Source;
  readonly #root: ScanRoot;
  readonly #exclude: readonly string[];
  readonly files: FoundFile[] = [];
  readonly problems: Problem[] = [];
  readonly #seen = new Set<string>();
  #isDeep = false;
  /** Linked folders, visited last: a folder below the root is then met under its own path first. */
  readonly #links: Folder[] = [];

  constructor(source: Source, root: ScanRoot, exclude: readonly string[]) {
    this.#source = source;
    this.#root = root;
    this.#exclude = exclude;
  }

  async all(from: string): Promise<void> {
    await this.#folder({ path: from, depth: 0, linked: false });
    for (let link = this.#links.shift(); link !== undefined; link = this.#links.shift()) await this.#folder(link);
  }

  /** A single file, and the configs beside it: of a run they say what its folder would. */
  async single(path: string): Promise<void> {
    this.files.push({ path, relative: this.relativeOf(path), root: this.#root });
    if (path !== this.#root.path) return;
    const folder = path.slice(0, path.lastIndexOf("/"));
    const isConfig = (name: string) => isSidecarName(name) || name === studyFileName;
    const add = (relative: string) => {
      if (`${folder}/${relative}` !== path)
        this.files.push({ path: `${folder}/${relative}`, relative, root: this.#root });
    };
    for (const { name, kind } of await this.#listed(folder)) {
      if (kind === "file" && isConfig(name)) add(name);
      // A tracker's run has them in a folder of their own.
      if (kind !== "folder" || !knownConventions.folders.holdsConfig(name, undefined)) continue;
      for (const inner of await this.#listed(`${folder}/${name}`))
        if (isConfig(inner.name) && knownConventions.folders.holdsConfig(name, inner.name))
          add(`${name}/${inner.name}`);
    }
  }

  readonly #listed = (folder: string): Promise<readonly Entry[]> => this.#source.list(folder).catch(() => []);

  relativeOf(path: string): string {
    return path === this.#root.path ? lastPiece(path) : path.slice(this.#root.path.length + 1);
  }

  #isExcluded(path: string): boolean {
    return this.#exclude.length > 0 && this.#exclude.some((glob) => matchesGlob(glob, this.relativeOf(path)));
  }

  async #folder(folder: Folder): Promise<void> {
    if (this.files.length >= maxFiles) return;
    if (folder.depth > maxDepth) {
      if (!this.#isDeep)
        this.problems.push({
          file: folder.path,
          message: `folders more than ${maxDepth} deep are not read: open one of them`,
        });
      this.#isDeep = true;
      return;
    }
    try {
      const { identity } = await this.#source.stat(folder.path);
      if (identity !== "" && this.#seen.has(identity)) return;
      this.#seen.add(identity);
      await this.#entries(folder, await this.#source.list(folder.path));
    } catch (error) {
      this.problems.push({ file: folder.path, message: `the folder cannot be listed: ${messageOf(error)}` });
    }
  }

  async #entries(folder: Folder, all: readonly Entry[]): Promise<void> {
    const inner: Folder[] = [];
    for (const { name, kind, linked: isLink = false } of [...all].sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = `${folder.path}/${name}`;
      const linked = folder.linked || isLink;
      if (kind === "folder" && name === ".aim") this.problems.push({ file: path, message: aimStore });
      if (kind === "file" ? !mayHoldLog(name) : skippedFolders.has(name)) continue;
      if (this.#isExcluded(path)) continue;
      if (kind === "file") this.files.push(this.#found(path, linked));
      else (isLink ? this.#links : inner).push({ path, depth: folder.depth + 1, linked });
    }
    for (const one of inner) await this.#folder(one);
  }

  #found(path: string, linked: boolean): FoundFile {
    return { path, relative: this.relativeOf(path), root: this.#root, ...(linked ? { linked } : {}) };
  }
}
