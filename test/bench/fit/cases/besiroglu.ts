import { only, valueOf } from "../command";
import { asked, atMost, near, type Case, type Row, type Source } from "../row";

const file = "besiroglu/points.csv";
const base = `isoflop fit test/data/published/${file} --law chinchilla --points all`;

/** A published value and how near it was published. */
type Known = readonly [value: number, tolerance: number];

/** The coefficients under an objective, all points but the highest losses. */
function coefficients(objective: string, without: number, known: Readonly<Record<string, Known>>): Source {
  return asked(command(objective, without), (answer) =>
    Object.entries(known).map(([id, [published, tolerance]]) =>
      near(id, published, id === "objective" ? only(answer).objective.value : valueOf(only(answer), id), tolerance),
    ),
  );
}

const command = (objective: string, without: number): string =>
  `${base} --objective ${objective}${without === 0 ? "" : ` --drop-highest ${without}`} --bootstrap 0`;

const huber = asked(`isoflop fit test/data/published/${file} --protocol besiroglu --bootstrap 0`, (answer): Row[] => {
  const one = only(answer);
  const [alpha, beta] = [valueOf(one, "alpha"), valueOf(one, "beta")];
  return [
    atMost("objective", 0.00101827403, one.objective.value),
    near("A", 477.826, valueOf(one, "A"), 0.05),
    near("B", 2143.42, valueOf(one, "B"), 0.5),
    near("E", 1.817218, valueOf(one, "E"), 2e-5),
    near("α", 0.34731, alpha, 2e-5),
    near("β", 0.367172, beta, 2e-5),
    near("a = β/(α + β)", 0.5139, beta / (alpha + beta), 5e-6),
  ];
});

const ends: Readonly<Record<string, Known>> = {
  E: [1.769, 1.871],
  A: [285.2, 743.6],
  B: [1042, 5810],
  alpha: [0.317, 0.373],
  beta: [0.331, 0.415],
};

/** Each end within a tenth of the interval's width. */
const bootstrap = asked(
  `isoflop fit test/data/published/${file} --protocol besiroglu --bootstrap 4000 --interval percentile:row`,
  (answer): Row[] =>
    Object.entries(ends).flatMap(([id, [first, last]]) => {
      const { low, high } = only(answer).coefficients[id] ?? {};
      const tenth = 0.1 * (last - first);
      return [near(`${id}, low end`, first, low ?? NaN, tenth), near(`${id}, high end`, last, high ?? NaN, tenth)];
    }),
);

/** Published in millions of parameters and billions of tokens: A and B are turned into those units. */
const rawLosses = asked(`${command("mse", 5)} --where 'C<1e21'`, (answer): Row[] => {
  const one = only(answer);
  const [alpha, beta] = [valueOf(one, "alpha"), valueOf(one, "beta")];
  return [
    near("points", 217, one.points, 0),
    near("E", 1.9051, valueOf(one, "E"), 1e-4),
    near("A, N in millions", 4.0005, valueOf(one, "A") * 1e6 ** -alpha, 1e-4),
    near("B, D in billions", 1.0509, valueOf(one, "B") * 1e9 ** -beta, 1e-4),
    near("α", 0.3511, alpha, 1e-4),
    near("β", 0.4587, beta, 1e-4),
    near("RSS", 0.062414, one.objective.value * one.points, 1e-6),
  ];
});

const besirogluCase = (text: string, source: Source): Case => ({
  section: "1",
  title: `Besiroglu et al. 2024 (Chinchilla replication): ${text}`,
  file,
  sources: [source],
});

export const besiroglu: readonly Case[] = [
  besirogluCase("240 points, Huber δ = 1e-3", huber),
  besirogluCase(
    "240 points, least absolute deviation",
    coefficients("lad", 5, {
      A: [482.006, 0.1],
      B: [2085.434, 1],
      E: [1.81686, 1e-5],
      alpha: [0.347813, 2e-5],
      beta: [0.365854, 2e-5],
    }),
  ),
  besirogluCase(
    "all 245 points, Huber δ = 1e-3",
    coefficients("huber:1e-3", 0, {
      A: [495.726, 0.05],
      B: [12845.6, 1],
      E: [1.891338, 2e-5],
      alpha: [0.349313, 2e-5],
      beta: [0.453049, 2e-5],
      objective: [0.00182601052, 1e-11],
    }),
  ),
  besirogluCase(
    "240 points, log-MSE",
    coefficients("log-mse", 5, {
      A: [593.32, 0.01],
      B: [4875.6, 0.1],
      E: [1.86455, 1e-5],
      alpha: [0.360253, 1e-6],
      beta: [0.405883, 1e-6],
    }),
  ),
  besirogluCase(
    "240 points, Huber δ = 1e-4",
    coefficients("huber:1e-4", 5, {
      A: [478.689, 0.05],
      B: [2065.41, 0.5],
      E: [1.815824, 2e-5],
      alpha: [0.347409, 2e-5],
      beta: [0.365385, 2e-5],
    }),
  ),
  besirogluCase("bootstrap over rows, 95 %", bootstrap),
  besirogluCase("217 points, least squares on the loss", rawLosses),
];
