/** One number of a paper beside this project's own. */
export interface Row {
  readonly what: string;
  readonly published: number;
  readonly ours: number;
  /** How near ours must be: absolute, relative, or not above. */
  readonly rule: "±" | "±rel" | "≤";
  readonly tolerance: number;
}

/** A published fit: its data file (none for noise-free surfaces, which are made), and its numbers. */
export interface Case {
  /** Of FITS.md. */
  readonly section: string;
  readonly title: string;
  readonly file?: string;
  /** What a reader should know of it, for the page. */
  readonly note?: string;
  readonly rows: () => Row[];
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
