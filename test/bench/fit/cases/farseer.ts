import { only } from "../command";
import { asked, atMost, near, type Case, type Row, type Source } from "../row";

/** The mean error in % on the larger models, under a law and an objective. */
function error(law: string, objective: string, row: (percent: number) => Row): Source {
  return asked(
    `isoflop fit test/data/published/farseer --law ${law} --points all --objective ${objective} --bootstrap 0 ` +
      "--hold-out file=farseer_scaling_law.test.csv",
    (answer) => [row(100 * (only(answer).comparison?.[0]?.heldOut.mean ?? NaN))],
  );
}

export const farseer: readonly Case[] = [
  {
    section: "8",
    title: "Farseer 2025: larger models held out",
    file: "farseer/farseer_scaling_law.train.csv",
    sources: [
      error("chinchilla", "huber:1e-3", (percent) =>
        near("mean error of Chinchilla on the larger models, %", 2.988, percent, 5e-4),
      ),
      error("farseer", "log-mse", (percent) => atMost("mean error of Farseer on them, squares, %", 0.476, percent)),
      error("farseer", "huber:1e-3", (percent) =>
        atMost("mean error of Farseer on them, Huber δ = 1e-3, %", 0.476, percent),
      ),
    ],
  },
];
