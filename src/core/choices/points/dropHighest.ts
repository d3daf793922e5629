import { isNamed, type LawField } from "../fit/law";
import { wholeNumber } from "../make";
import { onFrontier, type PointsField } from "./points";

export interface DropHighestField {
  /** So many rows of the highest loss are left out; not of a frontier, which has none of them. */
  readonly dropHighest: number;
}

export const dropHighest = wholeNumber<DropHighestField>("dropHighest", {
  section: "fit",
  label: "Drop highest",
  hint: "Rows of the highest loss that are left out; not of a frontier, which has none of them",
  default: 0,
  low: 0,
  high: 1e5,
  group: "protocol",
  line: "rows",
  applies: (values: PointsField & LawField) => isNamed(values) && !onFrontier(values),
  describe: ({ dropHighest: rows }: DropHighestField) =>
    rows === 0
      ? undefined
      : {
          label: "Left out",
          text: rows === 1 ? "the row of the highest loss" : `the ${rows} rows of the highest loss`,
        },
  short: (values: DropHighestField & PointsField) =>
    values.dropHighest === 0 || onFrontier(values) ? "" : `less the ${values.dropHighest} highest`,
  neighbours: ({ dropHighest: rows }: DropHighestField) =>
    rows > 0 ? [{ change: "no row left out for its loss", choices: { dropHighest: 0 } }] : [],
  flag: { name: "drop-highest", value: "N" },
});
