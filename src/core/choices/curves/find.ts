import { written } from "../make";

export interface FindField {
  /** Words parted by spaces, each of which a run must have in its name, its folder or a facet; "" shows all. */
  readonly find: string;
}

/** How long a search may be: it is looked for in every run at every view. */
const longest = 200;

export const find = written<FindField>("find", {
  section: "curves",
  label: "Find",
  hint: "Runs that have each of these words in name, folder or facets, such as “mix=40-20-40 1.6B”",
  default: "",
  control: { kind: "text" },
  check: (text) => (text.length <= longest ? undefined : { wrong: `expected at most ${longest} letters` }),
  group: "main",
});
