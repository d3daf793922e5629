import type { Metric, Quantity } from "../run";
import type { SetMetric, Unit } from "./studyFile";

/** Converts a logged value to the unit that its quantity is shown in: nats per token, bits per byte, or the share of wrong answers. */
const converted: Readonly<Record<NonNullable<Metric["logged"]>, (value: number) => number>> = {
  "bits/token": (bits) => bits * Math.LN2,
  // ln(perplexity) is the cross-entropy.
  ppl: Math.log,
  "nats/byte": (nats) => nats / Math.LN2,
  "ppl/byte": Math.log2,
  // A share of right answers, as the share of wrong ones: an error falls with scale as a loss does.
  accuracy: (share) => 1 - share,
};

const quantityOfUnit: Readonly<Record<Unit, Quantity>> = {
  "nats/token": "ce",
  "bits/token": "ce",
  "bits/byte": "bpb",
  ppl: "ppl",
  accuracy: "acc",
};

const shownUnits: Readonly<Record<Quantity, string>> = {
  ce: "nats/token",
  ppl: "ppl",
  bpb: "bits/byte",
  acc: "",
  other: "",
};

/**
 * A metric with the settings of `isoflop.json` applied; `table` as for `metricOf`. A cross-entropy logged in another unit is
 * converted to nats (a loss per byte to bits), an accuracy whose unit is set to the error 1 − accuracy, and `logged` names that unit.
 */
export function metricSet(
  { key, role, domain, quantity, unit, logged: asLogged }: Metric,
  set: SetMetric,
  table: boolean,
): Metric {
  const meant = set.quantity ?? quantityIn(set.unit, quantity);
  const logged = set.unit ?? asLogged ?? unit;
  const place = set.domain ?? domain ?? "";
  const unsaid = role === "other" && meant !== "other" ? (table ? "eval" : "train") : role;
  return {
    key,
    role: set.role ?? unsaid,
    ...(place === "" ? {} : { domain: place }),
    quantity: meant,
    unit: meant === "acc" && logged === "accuracy" ? "1 − accuracy" : shownUnits[meant],
    ...loggedAs(meant, logged),
  };
}

/** The unit of the log, where values of that quantity are converted from it. */
function loggedAs(quantity: Quantity, unit: string): Pick<Metric, "logged"> {
  if (quantity === "ce" && (unit === "bits/token" || unit === "ppl")) return { logged: unit };
  if (quantity === "acc" && unit === "accuracy") return { logged: unit };
  return quantity === "bpb" && (unit === "nats/byte" || unit === "ppl/byte") ? { logged: unit } : {};
}

/** The quantity of a unit; where the unit fits the key's own quantity, that one. */
const quantityIn = (unit: Unit | undefined, quantity: Quantity): Quantity =>
  unit === undefined || (unit === "ppl" && quantity === "ce") ? quantity : quantityOfUnit[unit];

/** One value of a metric in the unit it is shown in. */
export const shownValue = ({ logged }: Metric, value: number): number =>
  logged === undefined ? value : converted[logged](value);

/** Values of a metric in the unit it is shown in: those logged, where that is the same. */
export function shownValues({ logged }: Metric, values: Float64Array): Float64Array {
  return logged === undefined ? values : values.map(converted[logged]);
}
