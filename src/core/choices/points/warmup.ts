import { shortCount } from "../../runs/words/sizes";
import type { Choice, Wrong } from "../choice";
import { wrong } from "../make";
import { typedNumber } from "../typed";

/** Two fields of one choice: an amount means nothing without its unit. */
export interface WarmupFields {
  /** Leaves out the first rows of each run: a share of its last x (0.05 cuts the first 5 %), steps or tokens. */
  readonly warmup: number;
  readonly warmupUnit: "share" | "steps" | "tokens";
}

export const warmup: Choice<WarmupFields> = {
  key: "warmup",
  section: "fit",
  label: "Warm-up cut",
  hint: "What is left out at the start of each run, as a share, steps or tokens",
  fields: {
    warmup: {
      default: 0,
      accepts: (value) => typeof value === "number" && value >= 0 && value <= 1e300,
      schema: { type: "number", minimum: 0, maximum: 1e300 },
    },
    warmupUnit: {
      default: "share",
      accepts: (value) => value === "share" || value === "steps" || value === "tokens",
      schema: { enum: ["share", "steps", "tokens"] },
    },
  },
  control: { kind: "text" },
  parse: ([text = ""]) => read(text),
  write: (values) => [written(values)],
  group: "protocol",
  line: "cuts",
  describe: (values: WarmupFields) =>
    values.warmup > 0 ? { label: "Warm-up cut", text: described(values) } : undefined,
  short: (values: WarmupFields) => (values.warmup === 0 ? "" : `less ${written(values)}`),
  neighbours: (values: WarmupFields) =>
    values.warmup > 0
      ? [{ change: "no warm-up cut", choices: { warmup: 0 } }]
      : [{ change: "first 5 % of each run cut", choices: { warmup: 0.05, warmupUnit: "share" } }],
  flag: { name: "warmup", value: "CUT", examples: ["0.05", "5%", "2000steps", "1Btokens"] },
};

/** A bare number is a share below 1, as `0.05` is `5 %`; an amount says its unit. */
function read(text: string): WarmupFields | Wrong {
  const [, number = "", unit = ""] = /^\s*(.*?)\s*(%|steps?|tokens?)?\s*$/i.exec(text) ?? [];
  const amount = typedNumber(number);
  const share = unit === "%" ? amount / 100 : amount;
  const isShare = unit === "%" || unit === "";
  if (!(amount >= 0) || (isShare && share >= 1)) return wrong("a share below 1 (0.05 or 5 %), steps or tokens", text);
  if (isShare) return { warmup: share, warmupUnit: "share" };
  return { warmup: amount, warmupUnit: unit.toLowerCase().startsWith("step") ? "steps" : "tokens" };
}

function written({ warmup: amount, warmupUnit }: WarmupFields): string {
  return warmupUnit === "share" ? `${Number((amount * 100).toPrecision(4))} %` : `${amount} ${warmupUnit}`;
}

function described({ warmup: amount, warmupUnit }: WarmupFields): string {
  if (warmupUnit === "share") return `first ${Number((amount * 100).toPrecision(3))} % of each run`;
  return `first ${shortCount(amount)} ${warmupUnit} of each run`;
}
