/** Deduplicates files: links, and several names of one file, are known but not read twice. */
export class SameFile {
  readonly #isKnown: (path: string) => boolean;
  /** File identity → the path under which it is read. */
  readonly #paths = new Map<string, string>();
  readonly #aliases = new Set<string>();

  /** `isKnown`: whether a path is still among the files that are read. */
  constructor(isKnown: (path: string) => boolean) {
    this.#isKnown = isKnown;
  }

  /** Whether a file of that identity is read already under another path; if not, it is read under this one from now on. */
  isAlias(path: string, identity: string): boolean {
    const owner = this.#paths.get(identity);
    const isAlias = identity !== "" && owner !== undefined && owner !== path && this.#isKnown(owner);
    if (isAlias) this.#aliases.add(path);
    else if (identity !== "") this.#paths.set(identity, path);
    return isAlias;
  }

  /** Whether the path was an alias when it was last looked at; that is forgotten. */
  wasAlias(path: string): boolean {
    return this.#aliases.delete(path);
  }
}
