import { oneOf, option } from "../make";

/** What the one input of a single-input law can be. */
export type XAxis = "flops" | "tokens" | "params" | "step";

export interface XField {
  /** "auto": FLOPs where they are known, else tokens, else steps. */
  readonly x: XAxis | "auto";
}

/** Symbol and words for each x. */
export const axes: Readonly<Record<XAxis, { readonly symbol: string; readonly meaning: string }>> = {
  flops: { symbol: "C", meaning: "training FLOPs" },
  tokens: { symbol: "D", meaning: "tokens seen" },
  params: { symbol: "N", meaning: "parameters" },
  step: { symbol: "step", meaning: "step" },
};

/** The symbol of an x in sentences; "x" where the data decide. */
export const symbolOf = ({ x }: XField): string => (x === "auto" ? "x" : axes[x].symbol);

export const x = oneOf<XField>("x", {
  section: "fit",
  label: "Against",
  hint: "What the loss is a law of",
  default: "auto",
  options: [
    option("auto", "Automatic", "FLOPs where they are known, else tokens, else steps."),
    option("flops", "Training FLOPs C"),
    option("tokens", "Tokens D"),
    option("params", "Parameters N"),
    option("step", "Step"),
  ],
  group: "main",
  describe: (values: XField) =>
    values.x === "auto" ? undefined : { label: "x", text: `${axes[values.x].symbol}, ${axes[values.x].meaning}` },
  flag: { name: "x" },
});
