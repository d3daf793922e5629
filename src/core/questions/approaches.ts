import { groupPoints } from "../fit/points/rows";
import type { Points } from "../fit/points/points";
import type { Watch } from "../fit/intervals/resample";
import { threeApproaches, type Approach, type Approaches } from "../plan/approaches";
import type { IsoflopRuns } from "../plan/isoflop";
import { derivedJson, derivedText, known } from "../print/derived";
import { count, percent, plural, significant } from "../print/numbers";
import type { Section } from "../print/section";
import { quantityText } from "../print/typed";
import type { FittedGroup } from "../state/state";
import { left } from "./columns";
import { disagreement } from "./disagreement";
import { groupNames } from "./groupNames";
import { one, positive } from "./parameters/given";
import type { Question } from "./question";
import { costText } from "./reach";
import type { FittedStudy } from "./study";

/** Hoffmann's three approaches side by side: how N* and D* go with C. */
export const approaches: Question = {
  id: "approaches",
  label: "Three approaches",
  parameters: [
    {
      key: "budget",
      label: "Budget",
      value: "FLOPS",
      help: "where N* and D* are read (default: the largest C of the runs)",
    },
  ],
  command: {
    name: "approaches",
    usage: "PATH… [--budget FLOPS] [flags of fit]",
    summary: "frontier, isoFLOP profiles and parametric fit side by side: how N* and D* go with C",
    choices: { law: "chinchilla", objective: "huber:1e-3" },
  },
  prepare(given) {
    const text = one(given, "budget");
    const budget = text === undefined ? undefined : positive(given.name("budget"), text, "FLOPs");
    return (study, watch) => [sideBySide(study, budget, watch)];
  },
};

/** The approaches of one group, and the budget they were read at; or why there is none. */
type Answer = { readonly at: number; readonly approaches: Approaches } | { readonly reason: string };

function sideBySide(study: FittedStudy, budget: number | undefined, watch?: Watch): Section {
  const { groups } = study.fits;
  const names = groupNames(groups);
  const found = groups.map((group) => approachesOf(study, group, budget, watch));
  const heads = ["approach", "a (N* ∝ C^a)", "b (D* ∝ C^b)", "C", "N*", "D*", "from", "its own error", ""];
  return {
    id: "approaches",
    title: "Three approaches",
    columns: [...names.columns, ...left(...heads)],
    rows: groups.flatMap((group, i) => rowsOf(found[i]).map((cells) => [...names.cells(group), ...cells])),
    lines: groups.flatMap((group, i) => linesOf(found[i], groups.length > 1 ? `${names.label(group)}: ` : "")),
    values: found.map(asJson),
    answered: found.some((answer) => !("reason" in answer) && answer.approaches.found.length > 0),
  };
}

function approachesOf(study: FittedStudy, group: FittedGroup, budget: number | undefined, watch?: Watch): Answer {
  const { protocol } = group.result;
  const points = protocol.points === "frontier" ? "all" : protocol.points;
  const rows = groupPoints(study.curves(group), { ...protocol, points }).points;
  const runs = isoflopRuns(rows);
  if (runs === undefined) return { reason: "N or D of the runs is unknown." };
  const at = budget ?? Math.max(...runs.C.filter(Number.isFinite));
  return at > 0
    ? { at, approaches: threeApproaches(runs, rows, at, { ...protocol, ...watch }) }
    : { reason: "No run has a C above 0." };
}

/** Rows with N, D, C and loss: C is 6·N·D where it is not known. */
function isoflopRuns({ inputs: { N, D, C }, loss, run }: Points): IsoflopRuns | undefined {
  if (N === undefined || D === undefined) return undefined;
  return { N, D, C: C ?? N.map((n, i) => 6 * n * (D[i] ?? NaN)), loss, run };
}

const titles: Readonly<Record<Approach["id"], string>> = {
  frontier: "1 frontier",
  isoflop: "2 isoFLOP profiles",
  parametric: "3 parametric fit",
};
const nouns: Readonly<Record<Approach["id"], string>> = { frontier: "row", isoflop: "budget", parametric: "point" };

const four = (value: number): string => significant(value, 4);

function rowsOf(answer: Answer | undefined): string[][] {
  if (answer === undefined) return [];
  if ("reason" in answer) return [["", "", "", "", "", "", "", "", answer.reason]];
  const { at, approaches: made } = answer;
  const { bias } = made;
  const own = bias === undefined ? "" : `N* ${percent(bias.N)}, D* ${percent(bias.D)}`;
  return [
    ...made.found.map(({ id, a, b, N, D, points }) => [
      titles[id],
      derivedText(a, four),
      derivedText(b, four),
      quantityText("C", at),
      derivedText(N, count),
      derivedText(D, count),
      plural(points, nouns[id]),
      id === "isoflop" ? own : "",
      "",
    ]),
    ...made.without.map(({ id, reason }) => [titles[id], "", "", "", "", "", "", "", reason]),
  ];
}

/** What stands under the table: what C is, which budgets were not used, whether the answers go together. */
function linesOf(answer: Answer | undefined, lead: string): string[] {
  if (answer === undefined || "reason" in answer) return [];
  const { at, approaches: made } = answer;
  return [
    disagreement(made.found, at),
    costText(made),
    ...made.refused
      .slice(0, shownBudgets)
      .map(({ C, reason }) => `Budget ${quantityText("C", C)} is not used: ${reason}.`),
    made.refused.length > shownBudgets ? `${made.refused.length - shownBudgets} more budgets are not used.` : undefined,
  ].flatMap((line) => (line === undefined ? [] : [lead + line]));
}

const shownBudgets = 4;

function asJson(answer: Answer): Record<string, unknown> {
  if ("reason" in answer) return { status: "no-answer", reason: answer.reason };
  const { at, approaches: made } = answer;
  return {
    status: "answered",
    C: known(at),
    found: made.found.map(({ id, a, b, N, D, points }) => ({
      approach: id,
      a: derivedJson(a),
      b: derivedJson(b),
      N: derivedJson(N),
      D: derivedJson(D),
      points,
    })),
    without: made.without.map(({ id, reason }) => ({ approach: id, reason })),
    cost: { k: known(made.cost.k), u: known(made.cost.u) },
    refused: made.refused.map(({ C, reason }) => ({ C: known(C), reason })),
    disagreement: disagreement(made.found, at) ?? null,
    bias: made.bias === undefined ? null : { N: known(made.bias.N), D: known(made.bias.D) },
  };
}
