import { cases } from "./cases/index";
import { holds, type Row } from "./row";

/** The page of reproductions: every published number beside ours, with the tolerance and whether it holds. */
export function reproductions(): {
  readonly text: string;
  readonly missed: number;
} {
  let missed = 0;
  const parts = cases.flatMap(({ section, title, file, note, rows }) => {
    const found = rows();
    missed += found.filter((row) => !holds(row)).length;
    const from = file === undefined ? "made without noise" : `\`${file}\``;
    return [`## ${title}`, `§${section} · ${from}`, ...(note === undefined ? [] : [note]), table(found)];
  });
  return { text: [...head, ...parts].join("\n\n") + "\n", missed };
}

const head = [
  "# Reproductions",
  "Published fits, made again from the data they were made from. Every line is computed by `node test/bench/fit/reproduce.mjs`, which writes this page; " +
    "the same lines are unit tests. The points lie in `test/data/published`, with where they are from; a tolerance says how many digits were published. " +
    "“≤” means that the published value is an objective, and ours is not above it.",
];

function table(rows: readonly Row[]): string {
  const body = rows.map(
    (row) =>
      `| ${row.what} | ${number(row.published)} | ${number(row.ours)} | ${allowance(row)} | ${holds(row) ? "yes" : "**no**"} |`,
  );
  return ["| | published | Isoflop | tolerance | holds |", "| --- | ---: | ---: | ---: | --- |", ...body].join("\n");
}

const number = (v: number): string => String(Number(v.toPrecision(10)));

function allowance({ rule, tolerance }: Row): string {
  switch (rule) {
    case "±":
      return tolerance === 0 ? "exact" : `± ${number(tolerance)}`;
    case "±rel":
      return `± ${number(tolerance)} relative`;
    case "≤":
      return "≤";
  }
}
