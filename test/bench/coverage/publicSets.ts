import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { openLogIndex } from "../../../src/engine/logFiles";
import { createNodeSource } from "../../../src/engine/source/nodeSource";
import type { Curve } from "../../../src/core/fit/points/curve";
import { curvesOf } from "../../../src/core/state/curves";
import { planFits } from "../../../src/core/state/fitting";
import { defaultProtocol, protocolOf } from "../../../src/core/fit/protocol/protocol";

/** Runs of one published family, for "fit without the largest size, predict its final loss". */
export interface PublicSet {
  readonly id: string;
  readonly curves: readonly Curve[];
}

interface Row {
  readonly run: string;
  readonly size: number;
  readonly D: readonly number[];
  readonly C: readonly number[];
  readonly loss: readonly number[];
}

const path = "../shared/data/fits/heldout-scale.json";

/** The sets beside the repository; none where they are not there. */
export function sharedSets(): PublicSet[] {
  if (!existsSync(path)) return [];
  const sets = JSON.parse(readFileSync(path, "utf8")) as Record<string, readonly Row[]>;
  return Object.entries(sets).map(([id, rows]) => ({ id, curves: rows.map(curveOf) }));
}

function curveOf({ run, size, D, C, loss }: Row): Curve {
  const columns = { N: Float64Array.from(D, () => size), D: Float64Array.from(D), C: Float64Array.from(C) };
  return { run, size, x: columns.C, loss: Float64Array.from(loss), columns };
}

/** The twelve groups of the tiny study's grid: a mix and domain each. */
export async function tinyStudy(): Promise<PublicSet[]> {
  const root = { path: resolve("examples/tiny-study/grid"), name: "grid" };
  const runs = (await openLogIndex(createNodeSource(), [root])).runs();
  const choices = { ...defaultProtocol, x: "auto", metrics: [], by: "auto" } as const;
  const { groups } = planFits(runs, choices, undefined);
  return groups.map((group, i) => ({
    id: `tiny ${i + 1}`,
    curves: curvesOf(group, "flops", ["x"], protocolOf(choices, "flops")).curves,
  }));
}
