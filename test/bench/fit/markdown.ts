import { cases } from "./cases/index";
import { holds, rowsOf, type Row } from "./row";

/** The page of reproductions: the command, and every published number beside ours, with the tolerance and whether it holds. */
export async function reproductions(): Promise<{ readonly text: string; readonly missed: number }> {
  let missed = 0;
  const parts: string[] = [];
  for (const { section, title, file, note, sources } of cases) {
    const from = file === undefined ? "made here" : `\`test/data/published/${file}\``;
    parts.push(`## ${title}`, `§${section} · ${from}`, ...(note === undefined ? [] : [note]));
    for (const source of sources) {
      const rows = await rowsOf(source);
      missed += rows.filter((row) => !holds(row)).length;
      parts.push(
        source.by === "command" ? block(source.command) : `_Not to be asked on the command line._ ${source.why}`,
      );
      parts.push(table(rows));
    }
  }
  return { text: [...head, unasked(), ...parts].join("\n\n") + "\n", missed };
}

const head = [
  "# Reproductions",
  "Published fits, made again from the data they were made from. `npm run reproduce` runs each command as it stands here (`isoflop` is " +
    "`node dist/cli.js`, typed at the root of the repository), reads the numbers under it from what `--json` answers, and writes this page; the same " +
    "lines are unit tests. The points lie in `test/data/published`, with where they are from; a tolerance says how many digits were published. " +
    "“≤” means that the published value is an objective, and ours is not above it.",
];

const block = (command: string): string => ["```sh", command, "```"].join("\n");

/** What no command can be asked for, said before the rest. */
function unasked(): string {
  const titles = cases
    .filter(({ sources }) => sources.some(({ by }) => by === "function"))
    .map(({ title }) => `- ${title}`);
  return ["Some numbers cannot be asked for by a command yet; each says why in its place:", "", ...titles].join("\n");
}

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
