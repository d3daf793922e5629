import { parabolaBias } from "../../../../src/core/plan/parabolas";
import { only, valueOf } from "../command";
import { asked, computed, near, nearly, type Case, type Source } from "../row";
import {
  asymmetric,
  hoffmann,
  surfaceFile,
  surfacePoints,
  type Coefficients,
  type SurfacePoints,
  type SurfaceName,
} from "../surfaceFile";

const surfaces: Readonly<Record<SurfaceName, Coefficients>> = { hoffmann, asymmetric };

const fitted = (name: SurfaceName, w: number, objective: string): string =>
  `${surfaceFile(name, w)} --law chinchilla --points all --objective ${objective} --by none --bootstrap 0`;

function recovery(name: SurfaceName): Source[] {
  return ["log-mse", "huber:1e-3", "lad"].map((objective) =>
    asked(`isoflop fit ${fitted(name, 10, objective)}`, (answer) =>
      Object.entries(surfaces[name]).map(([id, truth]: [string, number]) =>
        nearly(`${id}, ${objective}`, truth, valueOf(only(answer), id), 1e-8),
      ),
    ),
  );
}

/** At each budget the sizes of `surfaceFile`. */
function grid({ C, N, D }: SurfacePoints): { C: Float64Array; N: Float64Array; D: Float64Array } {
  return { C: Float64Array.from(C), N: Float64Array.from(N), D: Float64Array.from(D) };
}

function bias(name: SurfaceName, published: readonly number[]): Source[] {
  const why = "`approaches` interpolates the minima; the published error is that of parabolas";
  return [2, 4, 8, 16].map((w, i) =>
    computed(why, () => {
      const found = parabolaBias(surfaces[name], grid(surfacePoints(name, w)), 1e24);
      const what = `error of D*(1e24) in %, sizes N*/${w} … ${w}·N*`;
      return [near(what, published[i] ?? NaN, 100 * (found?.D ?? NaN), 1e-5)];
    }),
  );
}

const allocation = (budget: string): string =>
  `isoflop allocate ${fitted("hoffmann", 10, "log-mse")} --budget ${budget}`;

const closedForms: readonly Source[] = [
  asked(allocation("1e24"), (answer) => {
    const best = only(answer).allocations?.[0];
    return [
      nearly("N*", 4.12967e10, best?.N.value ?? NaN, 1e-6),
      nearly("D*", 4.035835e12, best?.D.value ?? NaN, 1e-6),
    ];
  }),
  asked(allocation("5.76e23"), (answer) => {
    const best = only(answer).allocations?.[0];
    return [near("D/N at 5.76e23", 92.6, (best?.D.value ?? NaN) / (best?.N.value ?? NaN), 0.05)];
  }),
];

const note = "The points are the surface's own, without noise; `npm run reproduce` writes them to `dist/surfaces`.";

export const surfaceCases: readonly Case[] = [
  { section: "2", title: "Chinchilla surface without noise, all five recovered", note, sources: recovery("hoffmann") },
  {
    section: "2",
    title: "Asymmetric surface without noise, all five recovered",
    note,
    sources: recovery("asymmetric"),
  },
  {
    section: "2",
    title: "Approach 2's own error on the Chinchilla surface",
    note,
    sources: bias("hoffmann", [-0.326938, -1.301125, -2.902905, -5.100245]),
  },
  {
    section: "2",
    title: "Approach 2's own error on the asymmetric surface",
    note,
    sources: bias("asymmetric", [-1.674748, -6.497779, -13.910419, -23.116308]),
  },
  { section: "10", title: "Closed forms, Hoffmann's rounded parameters, C = 1e24", note, sources: closedForms },
];
