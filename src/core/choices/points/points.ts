import type { Neighbour } from "../choice";
import { isNamed, type LawField } from "../fit/law";
import { oneOf, option } from "../make";

export interface PointsField {
  readonly points: "frontier" | "final" | "all" | "cooldown";
}

type PointsChoice = PointsField["points"];

const described = {
  final: "last point of each run",
  all: "every point of every run",
  cooldown: "last point of each run whose learning rate decayed to its end",
} as const;

/** Of a law that is chosen. */
const chosen = {
  frontier: "frontier: minimum over the runs, evenly spaced in the logarithm",
  final: "last point of each run",
  all: "all runs, each from a tenth of its length on",
  cooldown: described.cooldown,
} as const;

export const points = oneOf<PointsField>("points", {
  section: "fit",
  label: "Points",
  hint: "Which points are fitted",
  default: "frontier",
  options: [
    option("frontier", "Compute frontier", "The lowest loss that any run reaches at each x."),
    option("final", "Final points", "The last point of each run."),
    option("all", "All points", "Every point of every run."),
    option("cooldown", "Cooled-down points", "The last point of each run whose learning rate has decayed."),
  ],
  group: "main",
  // What kind of frontier it is says the choice of the frontier.
  describe: (values: PointsField & LawField) => {
    if (!isNamed(values)) return { label: "Points", text: chosen[values.points] };
    return values.points === "frontier" ? undefined : { label: "Points", text: described[values.points] };
  },
  neighbours: ({ points: now }: PointsField) => neighbours(now),
  flag: { name: "points" },
});

/** Whether a named law is fitted to a frontier. */
export const onFrontier = (values: PointsField & Partial<LawField>): boolean =>
  values.points === "frontier" && isNamed(values);

function neighbours(now: PointsChoice): Neighbour[] {
  const words = { final: "last points only", all: "all points" } as const;
  return [
    ...(["final", "all"] as const)
      .filter((one) => one !== now)
      .map((one) => ({ change: words[one], choices: { points: one } })),
    ...(now === "cooldown"
      ? []
      : [{ change: "cooled-down runs only", choices: { points: "cooldown" }, rereads: true } as const]),
  ];
}
