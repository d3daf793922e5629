import { only, valueOf, type FitAnswer } from "../command";
import { asked, near, nearly, type Case, type Source } from "../row";
import { asymmetric, hoffmann, surfaceFile, type Coefficients, type SurfaceName } from "../surfaceFile";

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

function bias(name: SurfaceName, published: readonly number[]): Source[] {
  return [2, 4, 8, 16].map((w, i) =>
    asked(`isoflop approaches ${fitted(name, w, "log-mse")} --budget 1e24`, (answer) => [
      near(
        `error of D*(1e24) in %, sizes N*/${w} … ${w}·N*`,
        published[i] ?? NaN,
        100 * (errorOf(only(answer)) ?? NaN),
        1e-5,
      ),
    ]),
  );
}

/** D* of the profiles against that of the surface itself, which the parametric fit recovers. */
function errorOf({ approaches }: FitAnswer): number | undefined {
  const of = (wanted: string): number => approaches?.found.find(({ approach }) => approach === wanted)?.D ?? NaN;
  return of("isoflop") / of("parametric") - 1;
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
