import { intervalForms, parseInterval } from "../../fit/protocol/intervalChoice";
import type { BootstrapField } from "./bootstrap";
import { isNamed, type LawField } from "./law";
import { option, written, wrong } from "../make";
import type { SeedField } from "./seed";

export interface IntervalField {
  /** How the intervals are made, see `parseInterval`. */
  readonly interval: string;
}

export const interval = written<IntervalField>("interval", {
  section: "fit",
  label: "Intervals",
  hint: "How the 95 % intervals are made",
  default: "percentile",
  control: { kind: "one" },
  options: () => [
    option("percentile", "Bootstrap, percentiles"),
    option("studentized", "Bootstrap, studentized", "Slower, and nearer to 95 % where runs are few."),
    option("wild", "Wild cluster bootstrap", "Flips the residuals of whole runs; the runs stay."),
    option("profile", "Profile of the squares", "No resamples: from how the objective rises round the optimum."),
  ],
  check: (text) => (parseInterval(text) === undefined ? wrong(intervalForms, text) : undefined),
  group: "protocol",
  line: "intervals",
  applies: isNamed,
  describe: (values: IntervalField & BootstrapField & SeedField & LawField) => ({
    label: "Intervals",
    text: `95 %, ${isNamed(values) ? intervalText(values) : "of equally likely laws, and beyond the runs by the held-out errors"}`,
  }),
  short: (values: IntervalField & BootstrapField & LawField) =>
    isNamed(values)
      ? [
          ...(values.interval === "percentile" ? [] : [values.interval]),
          ...(values.interval === "profile" ? [] : [resamples(values)]),
        ].join(", ")
      : "",
  flag: { name: "interval", value: "METHOD", examples: ["percentile", "studentized", "wild:run", "profile"] },
});

function intervalText({ interval: text, bootstrap, seed }: IntervalField & BootstrapField & SeedField): string {
  const choice = parseInterval(text);
  if (choice?.method === "profile") return choice.words;
  if (bootstrap <= 0) return "least squares, where it applies";
  const words = choice === undefined || choice.id === "percentile" ? "bootstrap" : choice.words;
  return `${words}, ${bootstrap} resamples, seed ${seed}`;
}

const resamples = ({ bootstrap }: BootstrapField): string =>
  bootstrap === 0 ? "no resamples" : `${bootstrap} resamples`;
