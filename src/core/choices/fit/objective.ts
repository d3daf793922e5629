import { parseObjective } from "../../fit/protocol/objective";
import type { Neighbour } from "../choice";
import { isNamed, type LawField } from "./law";
import { option, written, wrong } from "../make";

export interface ObjectiveField {
  /** `log-mse`, `mse`, `lad`, `huber:δ`, `huber-raw:δ`, `asym:k`. */
  readonly objective: string;
}

export const objective = written<ObjectiveField>("objective", {
  section: "fit",
  label: "Objective",
  hint: "What the fit minimises over the residuals",
  default: "log-mse",
  control: { kind: "one" },
  options: () => [
    option("log-mse", "Squared error of ln L"),
    option("mse", "Squared error of L"),
    option("lad", "Absolute error of ln L"),
    option("huber:1e-3", "Huber of ln L, δ = 10⁻³", "Hoffmann et al. 2022."),
    option("asym:10", "Asymmetric, over-prediction × 10"),
  ],
  check: (text) =>
    parseObjective(text) === undefined
      ? wrong("log-mse, mse, lad, huber:DELTA, huber-raw:DELTA or asym:WEIGHT", text)
      : undefined,
  group: "protocol",
  line: "objective",
  applies: isNamed,
  describe: (values: ObjectiveField & LawField) =>
    isNamed(values)
      ? { label: "Objective", text: parseObjective(values.objective)?.words ?? values.objective }
      : undefined,
  short: (values: ObjectiveField & LawField) => (isNamed(values) ? values.objective : ""),
  neighbours: (values: ObjectiveField & LawField) => (isNamed(values) ? near(values.objective) : []),
  flag: {
    name: "objective",
    value: "OBJECTIVE",
    examples: ["log-mse", "lad", "huber:1e-3", "huber-raw:1e-2", "asym:10"],
  },
});

/** A tenth and ten times the δ of a Huber loss; else the objectives that papers use. */
function near(text: string): Neighbour[] {
  const now = parseObjective(text);
  const others =
    now?.id.startsWith("huber:") === true
      ? [`huber:${now.delta / 10}`, `huber:${now.delta * 10}`, "log-mse"]
      : ["log-mse", "huber:1e-3", "lad"];
  return others
    .filter((one) => parseObjective(one)?.id !== now?.id)
    .map((one) => ({ change: parseObjective(one)?.words ?? one, choices: { objective: one } }));
}
