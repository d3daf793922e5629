import { only, valueOf } from "../command";
import { asked, atMost, near, type Case } from "../row";

const fit = "test/data/published/kyo-takano/df.csv --protocol kyo-takano --bootstrap 0";

export const kyoTakano: readonly Case[] = [
  {
    section: "6",
    title: "kyo-takano/chinchilla: asymmetric error",
    file: "kyo-takano/df.csv",
    sources: [
      asked(`isoflop fit ${fit}`, (answer) => {
        const one = only(answer);
        return [
          atMost("objective", 0.0227819, one.objective.value),
          near("E", 1.70023, valueOf(one, "E"), 1e-4),
          near("A", 184.674, valueOf(one, "A"), 0.05),
          near("B", 1633.37, valueOf(one, "B"), 1),
          near("α", 0.289, valueOf(one, "alpha"), 2e-5),
          near("β", 0.35579, valueOf(one, "beta"), 2e-5),
        ];
      }),
      asked(`isoflop allocate ${fit} --budget 1e24`, (answer) => {
        const best = only(answer).allocations?.[0];
        return [
          near("N*(1e24), billions", 160.5, (best?.N.value ?? NaN) / 1e9, 0.06),
          near("D*(1e24), trillions", 1, (best?.D.value ?? NaN) / 1e12, 0.05),
        ];
      }),
    ],
  },
];
