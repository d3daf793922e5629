import { heldOutText } from "../../core/print/chosenLaw";
import type { Preset } from "../../core/fit/protocol/presets";
import { describeProtocol } from "../../core/choices/words";
import type { Coefficient } from "../../core/fit/result";
import { isDefect } from "../../core/runs/problem";
import { lackOf } from "../../core/state/rows";
import type { FittedGroup } from "../../core/state/state";
import { coefficientText } from "../../core/print/equation";
import { equationOf } from "../../core/print/fittedEquation";
import { decimals, plural } from "../../core/print/numbers";
import { precise, quantityText } from "../../core/print/typed";
import { groupNames, type GroupNames } from "../../core/questions/groupNames";
import type { FitsRead } from "../fitRuns";
import type { Ink } from "./printer";
import { titled } from "./section";
import { printable, table } from "./table";

/** The laws of a study for a terminal: a row a group, what was asked beside them, how they were made, what to beware of. */
export function fitLines({ study, problems, preset }: FitsRead, beside: readonly string[], ink: Ink): string[] {
  const { fits, runs } = study;
  const names = groupNames(fits.groups);
  const fitted = fits.groups.filter(({ result }) => result.fit.status === "fitted");
  const count = [...problems, ...runs.flatMap((run) => run.problems)].filter(isDefect).length;
  return [
    ...(fitted.length > 0 ? [lawTable(fitted, names, ink)] : []),
    ...beside,
    ...titled("Not fitted", reasons(fits.groups, names), ink),
    ...titled("Protocol", [...presetLines(preset), ...protocolLines(fitted[0] ?? fits.groups[0], ink)], ink),
    ...titled("Beware", warnings(fits.groups, names), ink),
    ...(count > 0 ? [`\n${plural(count, "problem")} in the logs: see isoflop runs`] : []),
  ];
}

/** Laws of up to this many coefficients have their intervals in their row. */
const inRow = 2;

function lawTable(groups: readonly FittedGroup[], names: GroupNames, ink: Ink): string {
  const fits = groups.flatMap(({ result: { fit } }) => (fit.status === "fitted" ? [fit] : []));
  const long = fits.some(({ coefficients }) => coefficients.length > inRow);
  const chosen = fits.some(({ candidates }) => candidates !== undefined);
  const symbols = long ? [] : [...new Set(fits.flatMap(({ coefficients }) => coefficients.map((c) => c.symbol)))];
  const ranges = [...new Set(fits.flatMap((fit) => fit.ranges.map((r) => r.symbol)))];
  const rows = groups.map((group) => {
    const { fit } = group.result;
    if (fit.status !== "fitted") return names.cells(group);
    const range = (symbol: string): string => {
      const found = fit.ranges.find((r) => r.symbol === symbol);
      return found === undefined ? "" : `${quantityText(symbol, found.low)} … ${quantityText(symbol, found.high)}`;
    };
    return [
      ...names.cells(group),
      equationOf(fit, group.result).plain,
      ...symbols.map((symbol) => ends(fit.coefficients.find((c) => c.symbol === symbol))),
      ...(chosen ? [heldOutText(fit)] : []),
      decimals(fit.r2, 4),
      ...(long && !chosen ? [precise(fit.objective.value)] : []),
      ...(long ? [`${fit.points}`] : []),
      `${fit.runs}`,
      fit.sizes > 0 ? `${fit.sizes}` : "",
      ...ranges.map(range),
    ];
  });
  const heads = [
    ...names.columns,
    { head: "law" },
    ...symbols.map((symbol) => ({ head: `${symbol} (95 %)` })),
    ...(chosen ? [{ head: "held-out error" }] : []),
    ...["R²", ...(long && !chosen ? ["objective"] : []), ...(long ? ["points"] : []), "runs", "sizes"].map((head) => ({
      head,
      align: "right" as const,
    })),
    ...ranges.map((symbol) => ({ head: `${symbol} fitted` })),
  ];
  return [table(heads, rows, ink), ...(long ? coefficientTable(groups, names, ink) : [])].join("\n");
}

/** The coefficients of laws with too many of them to stand beside the law: a row each for one group, else a column each. */
function coefficientTable(groups: readonly FittedGroup[], names: GroupNames, ink: Ink): string[] {
  const made = groups.flatMap((group) =>
    group.result.fit.status === "fitted" ? [{ group, fit: group.result.fit }] : [],
  );
  if (made.length === 1) {
    const rows = made.flatMap(({ fit }) =>
      fit.coefficients.map((c) => [c.symbol, precise(c.value), ends(c), c.meaning]),
    );
    const heads = [
      { head: "coefficient" },
      { head: "value", align: "right" as const },
      { head: "95 %" },
      { head: "what it is" },
    ];
    return ["", table(heads, rows, ink)];
  }
  const symbols = [...new Set(made.flatMap(({ fit }) => fit.coefficients.map((c) => c.symbol)))];
  const rows = made.map(({ group, fit }) => [
    ...names.cells(group),
    ...symbols.flatMap((symbol) => {
      const found = fit.coefficients.find((c) => c.symbol === symbol);
      return [found === undefined ? "" : precise(found.value), ends(found)];
    }),
  ]);
  const heads = symbols.flatMap((symbol) => [{ head: symbol, align: "right" as const }, { head: "95 %" }]);
  return ["", table([...names.columns, ...heads], rows, ink)];
}

function ends(c: Pick<Coefficient, "low" | "high" | "fixed"> | undefined): string {
  if (c?.fixed === true) return "fixed";
  const { low, high } = c ?? {};
  return low === undefined || high === undefined ? "" : `${coefficientText(low)} … ${coefficientText(high)}`;
}

function reasons(groups: readonly FittedGroup[], names: GroupNames): string[] {
  const why = groups.flatMap((group) =>
    group.result.fit.status === "fitted" ? [] : [{ name: names.label(group), why: group.result.fit.reason }],
  );
  return gather(why);
}

function warnings(groups: readonly FittedGroup[], names: GroupNames): string[] {
  const all = groups.flatMap((group) => {
    const { fit } = group.result;
    const found = fit.status === "fitted" ? fit.warnings.map(({ message }) => message) : [];
    return [...found, ...leftOut(group)].map((why) => ({ name: names.label(group), why }));
  });
  return gather(all);
}

function leftOut({ without, result: { protocol }, group }: FittedGroup): string[] {
  const [first] = without;
  if (first === undefined) return [];
  const unknown = `left out: no ${lackOf(first, group.metric.key, protocol.x, protocol)} known`;
  if (without.length === 1) return [`${first.name} ${unknown}`];
  return [`${plural(without.length, "run")} (${first.name} …) ${unknown}`];
}

/** One line a sentence, with the groups that it is true of. */
function gather(all: readonly { readonly name: string; readonly why: string }[]): string[] {
  const by = new Map<string, string[]>();
  for (const { name, why } of all) by.set(why, [...(by.get(why) ?? []), name]);
  return [...by].map(([why, names]) => {
    const some = names.length > 3 ? `${names.slice(0, 2).join(", ")} and ${names.length - 2} more` : names.join(", ");
    return printable(`${some}: ${why}`);
  });
}

/** Whose protocol it was. */
function presetLines(preset: Preset | undefined): string[] {
  if (preset === undefined) return [];
  return [`after ${preset.label} (${preset.source})`, ...(preset.note === undefined ? [] : [preset.note])];
}

function protocolLines(fitted: FittedGroup | undefined, ink: Ink): string[] {
  const lines = fitted === undefined ? [] : describeProtocol(fitted.result.protocol);
  const wide = Math.max(...lines.map(({ label: what }) => what.length));
  return lines.map(({ label: what, text }) => `${ink.dim(what.padEnd(wide))}  ${text}`);
}
