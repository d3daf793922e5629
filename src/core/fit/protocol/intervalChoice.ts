/** How an interval is made, and what is drawn (or flipped) whole. */
export interface IntervalChoice {
  /** Normal form of how it is written: `percentile`, `studentized:run`, `wild:row`, `profile`. */
  readonly id: string;
  readonly method: IntervalMethod;
  /** "auto": whole runs where there are three or more, else rows. A configuration: see `clustersOf`. */
  readonly unit: Unit;
  readonly words: string;
}

type IntervalMethod = "percentile" | "studentized" | "wild" | "profile";
export type Unit = "auto" | "row" | "run" | "configuration";

const methods: Readonly<Record<IntervalMethod, readonly string[]>> = {
  percentile: ["bootstrap", "percentiles"],
  studentized: ["bootstrap", "studentized"],
  wild: ["wild cluster bootstrap", "studentized"],
  profile: ["profile of the squares"],
};

const units: Readonly<Record<Unit, string>> = {
  auto: "",
  row: " of rows",
  run: " of runs",
  configuration: " of configurations",
};

/**
 * Reads how intervals are to be made: `percentile`, `studentized` or `wild`, each with `:row`, `:run` or `:configuration` where the unit
 * is not to be chosen by the data, and `profile`. Undefined for anything else.
 */
export function parseInterval(text: string): IntervalChoice | undefined {
  const [method = "", unit = "auto", ...rest] = text.split(":");
  if (rest.length > 0 || !isOf(methods, method) || !isOf(units, unit)) return undefined;
  if (method === "profile" && text !== "profile") return undefined;
  const id = unit === "auto" ? method : `${method}:${unit}`;
  const [made = "", ...how] = methods[method];
  return { id, method, unit, words: [`${made}${units[unit]}`, ...how].join(", ") };
}

/** For a flag's help and its refusal. */
export const intervalForms = "percentile, studentized or wild (each may say :row, :run or :configuration), or profile";

function isOf<K extends string>(list: Readonly<Record<K, unknown>>, name: string): name is K {
  return Object.hasOwn(list, name);
}
