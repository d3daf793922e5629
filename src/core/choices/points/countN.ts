import type { Neighbour } from "../choice";
import { oneOf, option } from "../make";

/** What N counts. "auto" is what each run gives; "mixed" is only ever an answer: the runs do not count the same. */
export type CountN = "auto" | "total" | "non-embedding" | "active" | "mixed";

export interface CountNField {
  /** Which parameters N counts. */
  readonly countN: CountN;
}

const options = [
  option("auto", "As each run gives it", "The count that was logged, configured, or read off the name."),
  option("total", "Total", "Every parameter, embeddings included."),
  option("non-embedding", "Without embeddings", "As Kaplan et al. 2020 count: the matrices of the layers."),
  option("active", "Active", "The parameters a token passes through, in a mixture of experts."),
] as const;

const described: Readonly<Record<CountN, string>> = {
  auto: "",
  total: "total parameters",
  "non-embedding": "parameters without embeddings",
  active: "active parameters",
  mixed: "as each run gives it: some total, some not",
};

const changed = { total: "all", "non-embedding": "those without embeddings", active: "active ones" } as const;

export const countN = oneOf<CountNField>("countN", {
  section: "fit",
  label: "N counts",
  hint: "Which parameters N counts",
  default: "auto",
  options,
  group: "protocol",
  line: "counts",
  // "auto" is left in a fit's protocol only where no run has an N: then there is nothing to say.
  describe: (values: CountNField) =>
    values.countN === "auto" ? undefined : { label: "N", text: described[values.countN] },
  short: (values: CountNField) => (values.countN === "auto" ? "" : `N ${values.countN}`),
  neighbours: ({ countN: now }: CountNField) => (now === "auto" ? [] : others(now)),
  flag: { name: "count-n" },
});

function others(now: CountN): Neighbour[] {
  return (["total", "non-embedding", "active"] as const)
    .filter((one) => one !== now)
    .map((one) => ({ change: `N counts ${changed[one]}`, choices: { countN: one }, rereads: true }));
}

export function isCountN(text: string | undefined): text is CountN {
  return text !== undefined && Object.hasOwn(described, text);
}
