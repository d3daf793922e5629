import { expressionError } from "../../fit/protocol/expression";
import { isNamed, type LawField } from "../fit/law";
import { written } from "../make";
import { onFrontier, type PointsField } from "./points";

export interface WeightsField {
  /** A formula in the runs' own numbers that weighs the rows (`1/std^2`); "" weighs all alike. Not on a frontier. */
  readonly weights: string;
}

export const weights = written<WeightsField>("weights", {
  section: "fit",
  label: "Weights",
  hint: "A formula in numbers of the runs that weighs the rows; not on a frontier",
  default: "",
  control: { kind: "text" },
  check: (text) => {
    const error = text === "" ? undefined : expressionError(text);
    return error && { wrong: error.message, at: error.at };
  },
  group: "protocol",
  line: "rows",
  applies: (values: PointsField & LawField) => isNamed(values) && !onFrontier(values),
  describe: ({ weights: text }: WeightsField) => (text === "" ? undefined : { label: "Weights", text }),
  short: (values: WeightsField & PointsField) =>
    values.weights === "" || onFrontier(values) ? "" : `weights ${values.weights}`,
  neighbours: ({ weights: text }: WeightsField) =>
    text === "" ? [] : [{ change: "no weights", choices: { weights: "" } }],
  flag: { name: "weights", value: "FORMULA", examples: ["1/std^2"] },
});
