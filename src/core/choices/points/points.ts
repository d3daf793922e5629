import type { Neighbour } from "../choice";
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
  describe: ({ points: now }: PointsField) =>
    now === "frontier" ? undefined : { label: "Points", text: described[now] },
  neighbours: ({ points: now }: PointsField) => neighbours(now),
  flag: { name: "points" },
});

export const onFrontier = ({ points: now }: PointsField): boolean => now === "frontier";

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
