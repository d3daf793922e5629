import type { Reading } from "../read/reading";

/** Deduplicates files: links, and several names of one file, are known but not read twice. */
export class SameFile {
  readonly #readings: ReadonlyMap<string, Reading>;
  /** File identity → the path under which it is read. */
  readonly #paths = new Map<string, string>();
  readonly #aliases = new Set<string>();

  constructor(readings: ReadonlyMap<string, Reading>) {
    this.#readings = readings;
  }

  /** Whether the file is read already under another path; if not, it is read under this one from now on. */
  isAlias({ stat: { identity }, found: { path } }: Reading): boolean {
    const owner = this.#paths.get(identity);
    const isAlias = identity !== "" && owner !== undefined && owner !== path && this.#readings.has(owner);
    if (isAlias) this.#aliases.add(path);
    else if (identity !== "") this.#paths.set(identity, path);
    return isAlias;
  }

  /** Whether the path was an alias when it was last looked at; that is forgotten. */
  wasAlias(path: string): boolean {
    return this.#aliases.delete(path);
  }
}
