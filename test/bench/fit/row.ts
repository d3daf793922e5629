import { ask, type Answer } from "./command";

/** One number of a paper beside this project's own. */
export interface Row {
  readonly what: string;
  readonly published: number;
  readonly ours: number;
  /** How near ours must be: absolute, relative, or not above. */
  readonly rule: "±" | "±rel" | "≤";
  readonly tolerance: number;
}

/** Numbers that a command of `isoflop` prints, typed at the root of the repository. */
interface Asked {
  readonly by: "command";
  readonly command: string;
  /** Reads them from its answer, which `--json` gives at full precision. */
  readonly read: (answer: Answer) => Row[];
}

/** Numbers that no command can be asked for, with the reason: the engine's functions are called. */
interface Computed {
  readonly by: "function";
  readonly why: string;
  readonly rows: () => Row[];
}

export type Source = Asked | Computed;

/** A published fit: where its points are (none where there are none), and its numbers. */
export interface Case {
  /** Of FITS.md. */
  readonly section: string;
  readonly title: string;
  readonly file?: string;
  /** What a reader should know of it, for the page. */
  readonly note?: string;
  readonly sources: readonly Source[];
}

export const asked = (command: string, read: Asked["read"]): Source => ({ by: "command", command, read });

export const computed = (why: string, rows: Computed["rows"]): Source => ({ by: "function", why, rows });

/** The numbers of a source, each beside the published one. */
export async function rowsOf(source: Source): Promise<Row[]> {
  return source.by === "function" ? source.rows() : source.read(await ask(source.command));
}

export const near = (what: string, published: number, ours: number, tolerance: number): Row => ({
  what,
  published,
  ours,
  rule: "±",
  tolerance,
});

export const nearly = (what: string, published: number, ours: number, tolerance: number): Row => ({
  what,
  published,
  ours,
  rule: "±rel",
  tolerance,
});

export const atMost = (what: string, published: number, ours: number): Row => ({
  what,
  published,
  ours,
  rule: "≤",
  tolerance: 0,
});

export function holds({ published, ours, rule, tolerance }: Row): boolean {
  switch (rule) {
    case "±":
      return Math.abs(ours - published) <= tolerance;
    case "±rel":
      return Math.abs(ours - published) <= tolerance * Math.abs(published);
    case "≤":
      return ours <= published;
  }
}
