import type { Curve } from "./curve";
import { fitGroup } from "./group";
import { parseObjective } from "./objective";
import type { Protocol } from "./protocol";
import type { Watch } from "./resample";
import { resolveProtocol } from "./resolve";
import type { Fit } from "./result";

/** One choice changed, and where that moves each coefficient. */
export interface WhatIf {
  /** In words: "log spacing", "δ = 1e-4". */
  readonly change: string;
  readonly protocol: Protocol;
  readonly fit: Fit;
  /** New value less the old one, by coefficient; empty when there is no fit. */
  readonly moves: Readonly<Record<string, number>>;
}

/**
 * Refits a group with each neighbouring choice, one at a time, and says how far every coefficient moves: the choices often move the
 * exponent more than the noise does. Without intervals; stops early when cancelled.
 */
export function whatIf(curves: readonly Curve[], protocol: Protocol, watch: Watch = {}): WhatIf[] {
  const used: Protocol = { ...resolveProtocol(protocol, curves), bootstrap: 0 };
  const base = fitGroup(curves, used, watch).fit;
  const found: WhatIf[] = [];
  const changes = neighbours(used);
  for (const [k, { change, choices }] of changes.entries()) {
    if (watch.cancelled?.() === true) break;
    watch.onProgress?.(k / changes.length);
    const changed = { ...used, ...choices };
    const { fit } = fitGroup(curves, changed, watch);
    found.push({ change, protocol: changed, fit, moves: movesBetween(base, fit) });
  }
  return found;
}

function movesBetween(base: Fit, fit: Fit): Record<string, number> {
  if (base.status !== "fitted" || fit.status !== "fitted") return {};
  const before = new Map(base.coefficients.map(({ id, value }) => [id, value]));
  return Object.fromEntries(
    fit.coefficients.flatMap(({ id, value }) => {
      const old = before.get(id);
      return old === undefined ? [] : [[id, value - old]];
    }),
  );
}

interface Neighbour {
  readonly change: string;
  readonly choices: Partial<Protocol>;
}

function neighbours(protocol: Protocol): Neighbour[] {
  const { points, frontier, spacing, minFlops, warmup, dropHighest } = protocol;
  const cuts: Neighbour[] =
    typeof minFlops === "number" && minFlops > 0
      ? [
          { change: "no minimum C", choices: { minFlops: 0 } },
          { change: `minimum C ${(minFlops * 2).toExponential()}`, choices: { minFlops: minFlops * 2 } },
        ]
      : [{ change: "minimum C 3e19", choices: { minFlops: 3e19 } }];
  const shape: Neighbour[] = [
    spacing === "linear"
      ? { change: "log spacing", choices: { spacing: "log" } }
      : { change: "linear spacing", choices: { spacing: "linear" } },
    frontier === "hull"
      ? { change: "envelope", choices: { frontier: "envelope" } }
      : { change: "hull", choices: { frontier: "hull" } },
  ];
  const others = (["final", "all"] as const).filter((one) => one !== points);
  return [
    ...(points === "frontier" ? shape : []),
    ...cuts,
    ...others.map((one) => ({ change: one === "final" ? "last points only" : "all points", choices: { points: one } })),
    ...(warmup > 0
      ? [{ change: "no warm-up cut", choices: { warmup: 0 } }]
      : [{ change: "first 5 % of each run cut", choices: { warmup: 0.05 } }]),
    ...(dropHighest > 0 ? [{ change: "no row left out for its loss", choices: { dropHighest: 0 } }] : []),
    ...objectives(protocol.objective),
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
