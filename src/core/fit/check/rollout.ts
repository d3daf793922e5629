import type { Curve } from "../points/curve";
import { fitGroup } from "../group";
import type { Watch } from "../intervals/resample";
import { resolveProtocol } from "../points/resolve";
import type { Protocol } from "../protocol/protocol";
import { predictAll } from "../solve/predict";
import { splitCurves } from "./holdOut";
import { columnsOf, targetsOf } from "./targets";

/** A law fitted to the smallest sizes, and what it says of the next one. */
export interface RolledOut {
  readonly law: string;
  /** Sizes it was fitted to, and the largest of them. */
  readonly sizes: number;
  readonly upTo: number;
  /** The size that it predicts. */
  readonly next: number;
  /** Mean L̂/L − 1 and mean |L̂/L − 1| over the final losses of that size's runs; absent where there is no prediction. */
  readonly error?: number;
  readonly absolute?: number;
  /** Why there is none. */
  readonly reason?: string;
}

/** Fewer sizes hold no law. */
const fewest = 3;
/** Sizes of one name differ by a few parameters between tokenizers. */
const same = 1.01;

/**
 * Fits each law to the k smallest sizes and predicts the final losses of the next, for every k from three on: how a law would have done
 * each time the study grew. Each law on its own best points, see `compareGroup`. Empty for fewer than four sizes.
 */
export function rollout(
  curves: readonly Curve[],
  protocol: Protocol,
  laws: readonly string[],
  watch: Watch = {},
): RolledOut[] {
  const steps = sizeSteps(curves);
  const found: RolledOut[] = [];
  for (let k = fewest; k < steps.length; k++) {
    const [upTo = NaN, next = NaN] = [steps[k - 1], steps[k]];
    const known = curves.filter(({ size }) => size <= upTo * same);
    const asked = new Set(curves.filter(({ size }) => size > upTo * same && size <= next * same).map(({ run }) => run));
    for (const law of laws) {
      if (watch.cancelled?.() === true) return found;
      watch.onProgress?.(found.length / ((steps.length - fewest) * laws.length));
      found.push({ law, sizes: k, upTo, next, ...oneStep(curves, known, asked, protocol, law, watch) });
    }
  }
  return found;
}

function oneStep(
  curves: readonly Curve[],
  known: readonly Curve[],
  asked: ReadonlySet<string>,
  protocol: Protocol,
  law: string,
  watch: Watch,
): Pick<RolledOut, "error" | "absolute" | "reason"> {
  const own = law === protocol.law ? {} : { fix: "", limits: "" };
  const resolved = resolveProtocol({ ...protocol, ...own, law, bootstrap: 0 }, known);
  const { fit } = fitGroup(known, resolved, watch);
  if (fit.status !== "fitted") return { reason: fit.reason };
  const final = { ...resolved, points: "final", dropHighest: 0, weights: "" } as const;
  const targets = targetsOf(splitCurves(curves, { runs: asked, text: "" }, final).held);
  const predicted = predictAll(fit, columnsOf(targets), targets.length);
  const errors = [...predicted].map((l, i) => l / (targets[i]?.loss ?? NaN) - 1);
  if (errors.length === 0 || !errors.every(Number.isFinite)) return { reason: "The law has no value there." };
  const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;
  return { error: mean(errors), absolute: mean(errors.map(Math.abs)) };
}

/** The sizes, rising, the largest of each name. */
function sizeSteps(curves: readonly Curve[]): number[] {
  const sizes = [...new Set(curves.filter(({ x }) => x.length > 0).map(({ size }) => size))].filter((size) => size > 0);
  return sizes.sort((a, b) => a - b).filter((size, i, all) => !((all[i + 1] ?? Infinity) <= size * same));
}
