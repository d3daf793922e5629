import { linear } from "../stats/linear";
import { parabola } from "../stats/parabola";
import { allocate, surfaceLoss, type Surface } from "./allocate";
import { budgets, readLine, type Bias, type IsoflopRuns } from "./isoflop";

/**
 * The error that approach 2 makes with parabolas, without any noise, on these budgets and sizes: a parabola is not the valley of the
 * surface. "Problems with Chinchilla Approach 2", arXiv 2603.22339. Undefined where fewer than two budgets have a minimum.
 */
export function parabolaBias(surface: Surface, runs: Omit<IsoflopRuns, "loss">, C: number): Bias | undefined {
  const losses = runs.N.map((N, i) => surfaceLoss(surface, N, runs.D[i] ?? NaN));
  const found = budgets(runs.C).flatMap((rows) => {
    const pick = (column: Float64Array): Float64Array => Float64Array.from(rows, (i) => column[i] ?? NaN);
    const loss = pick(losses);
    const [inN, inD] = [runs.N, runs.D].map((column) => parabola(pick(column).map(Math.log), loss));
    const logC = pick(runs.C).reduce((sum, c) => sum + Math.log(c), 0) / rows.length;
    return inN === undefined || inD === undefined ? [] : [{ logC, logN: inN.vertex, logD: inD.vertex }];
  });
  const column = (key: "logC" | "logN" | "logD"): Float64Array => Float64Array.from(found, (one) => one[key]);
  const [params, tokens] = [column("logN"), column("logD")].map((y) => linear(column("logC"), y));
  if (params === undefined || tokens === undefined) return undefined;
  const truth = allocate(surface, C);
  return { N: readLine(params, C) / truth.N - 1, D: readLine(tokens, C) / truth.D - 1 };
}
