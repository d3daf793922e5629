import { frontierExponents } from "../../../../src/core/plan/approach1";
import { only, valueOf, type FitAnswer } from "../command";
import { numbers, readCsv } from "../data";
import { asked, atMost, computed, near, type Case, type Row, type Source } from "../row";

const rows477 = "gemstones/approach1_hot_477_with_flops.csv";
const hot = "gemstones/wandb_df_for_fitting_hot.csv";

const approaches = (countC: string): string =>
  `isoflop approaches test/data/published/${rows477} --law chinchilla --points all --by none --count-c ${countC} --bootstrap 0`;

const frontier = ({ approaches: said }: FitAnswer): { slope: number; tokens: number; lnN: number; points: number } => {
  const found = said?.found.find(({ approach }) => approach === "frontier");
  if (said === undefined || found === undefined) throw new Error("no frontier");
  const lnN = Math.log(found.N.value) - found.a.value * Math.log(said.C);
  return { slope: found.a.value, tokens: found.b.value, lnN, points: found.points };
};

const exact = asked(approaches("logged"), (answer): Row[] => {
  const { slope, tokens, lnN, points } = frontier(only(answer));
  return [
    near("hull points", 21, points, 0),
    near("N slope", 0.499380216083, slope, 1e-9),
    near("N intercept", -2.8451077, lnN, 1e-8),
    near("D slope", 0.480988823213, tokens, 1e-9),
  ];
});

const rough = asked(approaches("6ND"), (answer) => [
  near("N slope with 6ND", 0.5384, frontier(only(answer)).slope, 5e-6),
]);

const hullLoss = computed(
  "`approaches` fits N* and D* through the vertices of the hull, and `fit` the loss through samples of it; none fits the loss through its vertices.",
  () => {
    const table = readCsv(rows477);
    const column = (name: string): Float64Array => numbers(table, name);
    const rows = { C: column("FLOPs"), N: column("params"), D: column("tokens"), loss: column("final_loss") };
    const loss = frontierExponents(rows)?.loss;
    return [
      near("hull loss law a", 51.462, Math.exp(loss?.intercept ?? NaN), 5e-4),
      near("hull loss law b", 0.06198, -(loss?.slope ?? NaN), 5e-6),
    ];
  },
);

function spacing(how: "linear" | "log", where: "envelope" | "hull", a: number, b: number): Source {
  const command =
    `isoflop fit test/data/published/${rows477} --law power --x flops --count-c 6ND --points frontier --frontier ${where} ` +
    `--spacing ${how} --samples 1000 --min-flops 3e19 --by none --objective log-mse --bootstrap 0`;
  return asked(command, (answer) => [
    near(`a (${where}, ${how})`, a, valueOf(only(answer), "a"), 5e-5),
    near(`b (${where}, ${how})`, b, valueOf(only(answer), "b"), 5e-6),
  ]);
}

const approach3 = (delta: string): string =>
  `isoflop fit test/data/published/${hot} --law chinchilla --points all --objective huber:${delta} --by none --bootstrap 0`;

const wide = asked(approach3("1e-3"), (answer): Row[] => {
  const one = only(answer);
  return [
    atMost("objective, δ = 1e-3", 0.001981612809 * (1 + 1e-6), one.objective.value),
    near("α", 0.292892, valueOf(one, "alpha"), 2e-6),
    near("β", 0.712979, valueOf(one, "beta"), 2e-6),
    near("ln A", 5.36169, Math.log(valueOf(one, "A")), 2e-5),
    near("ln B", 15.41845, Math.log(valueOf(one, "B")), 2e-5),
    near("ln E", 0.762303, Math.log(valueOf(one, "E")), 2e-6),
  ];
});

const narrow = asked(approach3("1e-4"), (answer) => [
  atMost("objective, δ = 1e-4", 0.0002075051556 * (1 + 1e-6), only(answer).objective.value),
]);

const section = "3";

export const gemstones: readonly Case[] = [
  { section, title: "Gemstones 2025: approach 1", file: rows477, sources: [exact, rough, hullLoss] },
  {
    section,
    title: "Gemstones 2025: frontier spacing",
    file: rows477,
    sources: [
      spacing("linear", "envelope", 23.7279, 0.04576),
      spacing("linear", "hull", 23.8643, 0.04589),
      spacing("log", "envelope", 27.8852, 0.04918),
      spacing("log", "hull", 28.0566, 0.04932),
    ],
  },
  { section, title: "Gemstones 2025: approach 3", file: hot, sources: [wide, narrow] },
];
