import type { Reading } from "../read/reading";

/** Which path a file is read under: links, and names of one file, are known but not read twice. */
export class Owners {
  /** File identity → the path under which it is read. */
  private readonly paths = new Map<string, string>();
  private readonly others = new Set<string>();

  constructor(private readonly readings: ReadonlyMap<string, Reading>) {}

  /** Whether the file is read already, under another path; else it is read under this one from now on. */
  isOther({ stat: { identity }, found: { path } }: Reading): boolean {
    const owner = this.paths.get(identity);
    const other = identity !== "" && owner !== undefined && owner !== path && this.readings.has(owner);
    if (other) this.others.add(path);
    else if (identity !== "") this.paths.set(identity, path);
    return other;
  }

  /** Whether the path was another name of a file when it was last looked at; it is forgotten. */
  wasOther(path: string): boolean {
    return this.others.delete(path);
  }
}
