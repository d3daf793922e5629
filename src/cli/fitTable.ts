import { axes, describeProtocol } from "../core/fit/protocol";
import { isDefect, type Problem } from "../core/runs/problem";
import type { Run } from "../core/runs/run";
import type { FittedGroup, Fits } from "../core/state/state";
import { coefficientText } from "../core/view/equation";
import { equationOf } from "../core/view/law";
import { count, decimals, plural } from "../core/view/numbers";
import { ink } from "./output";
import { compute, printable, table, type Cell } from "./table";

/** The laws of a study for a terminal: a row a group, then how they were made, then what to beware of. */
export function fitTable(fits: Fits, runs: readonly Run[], problems: readonly Problem[]): string {
  const facets = [...new Set(fits.groups.flatMap(({ group }) => [...group.facets.keys()]))];
  const domains = fits.groups.map(({ group }) => group.metric.domain);
  // A domain says enough where it stands for one metric.
  const keyed = new Set(fits.groups.map(({ group }) => group.metric.key)).size !== new Set(domains).size;
  const title = ({ group }: FittedGroup): string =>
    printable((keyed ? undefined : group.metric.domain) ?? group.metric.key);
  const name = (fitted: FittedGroup): string[] => [
    ...facets.map((facet) => printable(fitted.group.facets.get(facet) ?? "")),
    title(fitted),
  ];
  const fitted = fits.groups.filter(({ result }) => result.fit.status === "fitted");
  const heads = [...facets.map((head) => ({ head: printable(head) })), { head: keyed ? "metric" : "domain" }];
  const count = [...problems, ...runs.flatMap((run) => run.problems)].filter(isDefect).length;
  return [
    ...(fitted.length > 0 ? [lawTable(fitted, heads, name)] : []),
    ...section("Not fitted", reasons(fits.groups, name)),
    ...section("Protocol", protocolLines(fitted[0] ?? fits.groups[0])),
    ...section("Beware", warnings(fits.groups, name)),
    ...(count > 0 ? [`\n${plural(count, "problem")} in the logs: see isoflop runs`] : []),
  ].join("\n");
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`\n${ink.bold(title)}`, ...lines.map((line) => `  ${line}`)];
}

function lawTable(
  groups: readonly FittedGroup[],
  heads: readonly Cell[],
  name: (fitted: FittedGroup) => string[],
): string {
  const symbols = [
    ...new Set(
      groups.flatMap(({ result: { fit } }) => (fit.status === "fitted" ? fit.coefficients : [])).map((c) => c.symbol),
    ),
  ];
  const ranges = [
    ...new Set(
      groups.flatMap(({ result: { fit } }) => (fit.status === "fitted" ? fit.ranges : [])).map((r) => r.symbol),
    ),
  ];
  const rows = groups.map((group) => {
    const { fit } = group.result;
    if (fit.status !== "fitted") return name(group);
    const interval = (symbol: string): string => {
      const { low, high } = fit.coefficients.find((c) => c.symbol === symbol) ?? {};
      return low === undefined || high === undefined ? "" : `${coefficientText(low)} … ${coefficientText(high)}`;
    };
    const range = (symbol: string): string => {
      const found = fit.ranges.find((r) => r.symbol === symbol);
      return found === undefined ? "" : `${quantity(symbol, found.low)} … ${quantity(symbol, found.high)}`;
    };
    return [
      ...name(group),
      equationOf(fit, group.result).plain,
      ...symbols.map(interval),
      decimals(fit.r2, 4),
      `${fit.runs}`,
      fit.sizes > 0 ? `${fit.sizes}` : "",
      ...ranges.map(range),
    ];
  });
  return table(
    [
      ...heads,
      { head: "law" },
      ...symbols.map((symbol) => ({ head: `${symbol} (95 %)` })),
      { head: "R²", right: true },
      { head: "runs", right: true },
      { head: "sizes", right: true },
      ...ranges.map((symbol) => ({ head: `${symbol} fitted` })),
    ],
    rows,
    ink,
  );
}

/** FLOPs by their power, counts by their suffix. */
function quantity(symbol: string, value: number): string {
  return symbol === "C" ? compute(value) : count(value);
}

function reasons(groups: readonly FittedGroup[], name: (fitted: FittedGroup) => string[]): string[] {
  const why = groups.flatMap((group) =>
    group.result.fit.status === "fitted" ? [] : [{ name: label(name(group)), why: group.result.fit.reason }],
  );
  return gather(why);
}

function warnings(groups: readonly FittedGroup[], name: (fitted: FittedGroup) => string[]): string[] {
  const all = groups.flatMap((group) => {
    const { fit } = group.result;
    const found = fit.status === "fitted" ? fit.warnings.map(({ message }) => message) : [];
    return [...found, ...leftOut(group)].map((why) => ({ name: label(name(group)), why }));
  });
  return gather(all);
}

function leftOut({ without, result }: FittedGroup): string[] {
  const [first] = without;
  if (first === undefined) return [];
  const unknown = `left out: no ${axes[result.protocol.x].meaning} known`;
  if (without.length === 1) return [`${first.name} ${unknown}`];
  return [`${plural(without.length, "run")} (${first.name} …) ${unknown}`];
}

/** One line a sentence, with the groups that it is true of. */
function gather(all: readonly { readonly name: string; readonly why: string }[]): string[] {
  const by = new Map<string, string[]>();
  for (const { name, why } of all) by.set(why, [...(by.get(why) ?? []), name]);
  return [...by].map(([why, names]) => {
    const some = names.length > 3 ? `${names.slice(0, 2).join(", ")} and ${names.length - 2} more` : names.join(", ");
    return `${some}: ${printable(why)}`;
  });
}

function label(names: readonly string[]): string {
  return names.filter((part) => part !== "").join(" ");
}

function protocolLines(fitted: FittedGroup | undefined): string[] {
  const lines = fitted === undefined ? [] : describeProtocol(fitted.result.protocol);
  const wide = Math.max(...lines.map(({ label: what }) => what.length));
  return lines.map(({ label: what, text }) => `${ink.dim(what.padEnd(wide))}  ${text}`);
}
