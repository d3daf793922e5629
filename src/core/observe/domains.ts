import { contrast, exponentOf, exponentRest, type Exponent } from "./measure/contrast";
import type { Observation } from "./measure/observation";
import { byDomain, comparable, domainOf, type Lawful, type Study } from "./measure/study";
import { everywhere, exponentText, listed, ofLaws, sentence, withX } from "./measure/words";

/**
 * Which domain's loss falls fastest and which slowest, in every group at once. The domains of a group were measured on the same
 * runs, so their draws are paired.
 */
export function domains(study: Study): Observation[] {
  const laws = comparable(study);
  const exponent = laws[0] && exponentOf(laws[0].fit);
  const columns = exponent === undefined ? [] : columnsOf(laws, exponent);
  const [fastest, slowest] = [columns[0], columns.at(-1)];
  if (exponent === undefined || fastest === undefined || slowest === undefined || columns.length < 2) return [];
  const comparisons = (fastest.length * columns.length * (columns.length - 1)) / 2;
  const tests = fastest.flatMap((fast, row) => {
    const slow = slowest[row];
    const found = slow && contrast(slow, fast, exponent.read, comparisons);
    return found === undefined ? [] : [found];
  });
  const sure = tests.every(({ low }) => low > 0);
  if (tests.length < fastest.length || (!sure && tests.some(({ differs }) => differs))) return [];
  return [
    {
      kind: "domains",
      id: "domains",
      sentence: sentence(words(columns, exponent, sure, withX[study.x])),
      strength: sure ? "sure" : "open",
      basis: ofLaws(columns.flat()),
      numbers: columns.flat().map((one) => exponentRest(one, exponent)),
      groups: columns.flat().map(({ group }) => group.id),
      runs: [],
      domains: [],
      weight: sure ? 8 : 3,
    },
  ];
}

/** The laws of each domain, group by group, the steepest domain first: only groups that have a law in each domain. */
function columnsOf(laws: readonly Lawful[], { read }: Exponent): Lawful[][] {
  const all = [...byDomain(laws.filter(({ fit }) => fit.law === laws[0]?.fit.law)).values()];
  const titles = [...new Set(laws.map(({ group }) => group.title))].filter((title) =>
    all.every((column) => column.filter(({ group }) => group.title === title).length === 1),
  );
  const mean = (column: readonly Lawful[]): number => column.reduce((sum, { fit }) => sum + read(fit), 0);
  return titles.length === 0
    ? []
    : all
        .map((column) => titles.flatMap((title) => column.filter(({ group }) => group.title === title)))
        .sort((a, b) => mean(b) - mean(a));
}

function words(columns: readonly Lawful[][], { symbol, read }: Exponent, sure: boolean, x: string): string {
  const range = (column: readonly Lawful[]): string => {
    const values = column.map(({ fit }) => read(fit)).sort((a, b) => a - b);
    const [low, high] = [exponentText(values[0] ?? NaN), exponentText(values.at(-1) ?? NaN)];
    return low === high ? low : `${low} … ${high}`;
  };
  const name = (column: readonly Lawful[] | undefined): string =>
    column?.[0] === undefined ? "" : domainOf(column[0].group.metric);
  const [first = [], last = []] = [columns[0], columns.at(-1)];
  const where = first.length > 1 ? ` ${everywhere(first)}` : "";
  if (!sure) {
    const each = columns.map((column) => `${name(column)} ${range(column)}`);
    return `How fast the losses of the domains fall with ${x} cannot be told apart: ${symbol} = ${listed(each)}.`;
  }
  const between = columns.slice(1, -1).map((column) => `, ${name(column)} ${range(column)}`);
  return (
    `${name(first)} loss falls fastest with ${x}${where} (${symbol}\u00a0=\u00a0${range(first)}), ` +
    `${name(last)} loss slowest (${range(last)}${between.join("")}).`
  );
}
