import { parseObjective } from "../protocol/objective";
import type { Protocol } from "../protocol/protocol";
import { countCOptions, countNOptions } from "../protocol/protocolChoices";
import type { ResolvedProtocol } from "../points/resolve";

/** A protocol with one choice changed. */
export interface Neighbour {
  /** In words: "log spacing", "δ = 1e-4". */
  readonly change: string;
  readonly choices: Partial<Protocol>;
  /** Set where the runs have to be read anew: the curves do not hold what it takes. */
  readonly rereads?: true;
}

/** Every neighbouring choice of a protocol, one changed at a time. `largest` is the largest C of the runs, NaN where unknown. */
export function neighbours(protocol: ResolvedProtocol, largest: number): Neighbour[] {
  return [
    ...conventions(protocol),
    ...points(protocol),
    ...cuts(protocol, largest),
    ...runs(protocol),
    ...objectives(protocol.objective),
  ];
}

function conventions({ countN, countC }: ResolvedProtocol): Neighbour[] {
  const counts = countNOptions.filter(({ value }) => value !== "auto" && value !== countN && countN !== "auto");
  const flops = countCOptions.filter(({ value }) => value !== "auto" && value !== countC && countC !== "auto");
  const words: Readonly<Record<string, string>> = { total: "all", "non-embedding": "those without embeddings" };
  return [
    ...counts.map(({ value }): Neighbour => {
      return { change: `N counts ${words[value] ?? `${value} ones`}`, choices: { countN: value }, rereads: true };
    }),
    ...flops.map(({ value }): Neighbour => {
      return { change: value === "6ND" ? "C = 6·N·D" : "C as logged", choices: { countC: value }, rereads: true };
    }),
  ];
}

function points({ points: now, frontier, spacing, bins }: ResolvedProtocol): Neighbour[] {
  const spacings: Neighbour =
    spacing === "linear"
      ? { change: "log spacing", choices: { spacing: "log" } }
      : { change: "linear spacing", choices: { spacing: "linear" } };
  const shapes = (["hull", "envelope", "bins"] as const).filter((one) => one !== frontier);
  const sampling: Neighbour =
    frontier === "bins" ? { change: `${2 * bins} bins a decade`, choices: { bins: 2 * bins } } : spacings;
  const others = (["final", "all"] as const).filter((one) => one !== now);
  const words = { final: "last points only", all: "all points" };
  return [
    ...(now === "frontier" ? [sampling, ...shapes.map((one) => ({ change: one, choices: { frontier: one } }))] : []),
    ...others.map((one) => ({ change: words[one], choices: { points: one } })),
    ...(now === "cooldown"
      ? []
      : [{ change: "cooled-down runs only", choices: { points: "cooldown" }, rereads: true } as const]),
  ];
}

/** The minimum of Shukor et al. 2025 where the runs reach a decade past it; two decades below the largest C where they do not. */
function someMinimum(largest: number): number {
  return largest >= 3e20 ? 3e19 : Number((largest / 100).toPrecision(1));
}

const flops = (value: number): string => value.toExponential().replace("e+", "e");

function cuts({ minFlops, warmup, dropHighest }: ResolvedProtocol, largest: number): Neighbour[] {
  const some = someMinimum(largest);
  const minima =
    minFlops > 0
      ? [
          { change: "no minimum C", choices: { minFlops: 0 } },
          { change: `minimum C ${flops(minFlops * 2)}`, choices: { minFlops: minFlops * 2 } },
        ]
      : some > 0
        ? [{ change: `minimum C ${flops(some)}`, choices: { minFlops: some } }]
        : [];
  const cut: Neighbour =
    warmup > 0
      ? { change: "no warm-up cut", choices: { warmup: 0 } }
      : { change: "first 5 % of each run cut", choices: { warmup: 0.05, warmupUnit: "share" } };
  const whole = dropHighest > 0 ? [{ change: "no row left out for its loss", choices: { dropHighest: 0 } }] : [];
  return [...minima, cut, ...whole];
}

function runs({ rates, seeds, weights }: ResolvedProtocol): Neighbour[] {
  return [
    rates === "all"
      ? { change: "best learning rates only", choices: { rates: "best" } }
      : { change: "every learning rate", choices: { rates: "all" } },
    seeds === "all"
      ? { change: "mean of the seeds", choices: { seeds: "mean" } }
      : { change: "every seed", choices: { seeds: "all" } },
    ...(weights === "" ? [] : [{ change: "no weights", choices: { weights: "" } }]),
  ];
}

function objectives(text: string): Neighbour[] {
  const delta = parseObjective(text)?.id.startsWith("huber:") === true ? parseObjective(text)?.delta : undefined;
  const near =
    delta === undefined ? ["log-mse", "huber:1e-3", "lad"] : [`huber:${delta / 10}`, `huber:${delta * 10}`, "log-mse"];
  return near
    .filter((one) => parseObjective(one)?.id !== parseObjective(text)?.id)
    .map((objective) => ({ change: parseObjective(objective)?.words ?? objective, choices: { objective } }));
}
