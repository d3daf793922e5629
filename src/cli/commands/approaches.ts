import { threeApproaches, type Approach, type Approaches } from "../../core/plan/approaches";
import type { IsoflopRuns } from "../../core/plan/isoflop";
import type { Points } from "../../core/fit/points/points";
import { groupPoints } from "../../core/fit/points/rows";
import { defaultChoices } from "../../core/state/choose";
import type { FittedGroup } from "../../core/state/state";
import { count, percent, plural, significant } from "../../core/print/numbers";
import { answer } from "../print/print";
import { derivedJson, derivedText, known, type Beside } from "../print/sections";
import type { Command } from "../command";
import { UsageError } from "../errors";
import { quantity as quantityText } from "../print/fitTable";
import { fitStudy, type FittedStudy } from "../fitStudy";
import { groupNames } from "../print/groupNames";
import { readOptions } from "../flags/options";
import { ink } from "../print/output";
import { fitFlags, readProtocol } from "../flags/protocolFlags";
import { table } from "../print/table";
import { quantity } from "../flags/where";

const flags = {
  budget: { type: "string", value: "FLOPS", help: "where N* and D* are read (default: the largest C of the runs)" },
  ...fitFlags,
} as const;

export const approaches: Command = {
  id: "approaches",
  usage: "PATH… [--budget FLOPS] [flags of fit]",
  summary: "frontier, isoFLOP profiles and parametric fit side by side: how N* and D* go with C",
  flags,
  async run(args) {
    const { values, positionals } = readOptions(args, flags);
    const budget = values.budget === undefined ? undefined : quantity(values.budget);
    if (budget !== undefined && (!(budget > 0) || !Number.isFinite(budget)))
      throw new UsageError(`--budget takes FLOPs; it was "${values.budget ?? ""}"`);
    const standard = { ...defaultChoices.fit, law: "chinchilla", objective: "huber:1e-3" };
    const study = await fitStudy(positionals, values, readProtocol(values, standard));
    return answer(study, [sideBySide(study, budget)], values.json === true);
  },
};

/** The approaches of one group, and the budget they were read at; or why there is none. */
type Found = { readonly at: number; readonly approaches: Approaches } | { readonly reason: string };

function sideBySide(study: FittedStudy, budget: number | undefined): Beside {
  const { groups } = study.fits;
  const names = groupNames(groups);
  const found = groups.map((group) => approachesOf(study, group, budget));
  const rows = groups.flatMap((group, i) => lines(found[i]).map((cells) => [...names.cells(group), ...cells]));
  const heads = ["approach", "a (N* ∝ C^a)", "b (D* ∝ C^b)", "C", "N*", "D*", "from", "its own error", ""];
  return {
    key: "approaches",
    title: "Three approaches",
    lines: table([...names.heads, ...heads.map((head) => ({ head }))], rows, ink).split("\n"),
    values: found.map(asJson),
    answered: found.some((one) => !("reason" in one) && one.approaches.found.length > 0),
  };
}

function approachesOf(study: FittedStudy, group: FittedGroup, budget: number | undefined): Found {
  const { protocol } = group.result;
  const points = protocol.points === "frontier" ? "all" : protocol.points;
  const rows = groupPoints(study.curves(group), { ...protocol, points }).points;
  const runs = isoflopRuns(rows);
  if (runs === undefined) return { reason: "N or D of the runs is unknown." };
  const at = budget ?? Math.max(...runs.C.filter(Number.isFinite));
  return at > 0 ? { at, approaches: threeApproaches(runs, rows, at, protocol) } : { reason: "No run has a C above 0." };
}

/** Rows with N, D, C and loss: C is 6·N·D where it is not known. */
function isoflopRuns({ inputs: { N, D, C }, loss }: Points): IsoflopRuns | undefined {
  if (N === undefined || D === undefined) return undefined;
  return { N, D, C: C ?? N.map((n, i) => 6 * n * (D[i] ?? NaN)), loss };
}

const titles: Readonly<Record<Approach["id"], string>> = {
  frontier: "1 frontier",
  isoflop: "2 isoFLOP profiles",
  parametric: "3 parametric fit",
};
const nouns: Readonly<Record<Approach["id"], string>> = { frontier: "row", isoflop: "budget", parametric: "point" };

function lines(found: Found | undefined): string[][] {
  if (found === undefined) return [];
  if ("reason" in found) return [["", "", "", "", "", "", "", "", found.reason]];
  const { at, approaches: made } = found;
  const four = (value: number): string => significant(value, 4);
  const { bias } = made;
  const own = bias === undefined ? "" : `N* ${percent(bias.N)}, D* ${percent(bias.D)}`;
  return [
    ...made.found.map(({ id, a, b, N, D, points }) => [
      titles[id],
      derivedText(a, four),
      derivedText(b, four),
      quantityText("C", at),
      count(N),
      count(D),
      plural(points, nouns[id]),
      id === "isoflop" ? own : "",
      "",
    ]),
    ...made.without.map(({ id, reason }) => [titles[id], "", "", "", "", "", "", "", reason]),
  ];
}

function asJson(found: Found): Record<string, unknown> {
  if ("reason" in found) return { status: "no-answer", reason: found.reason };
  const { at, approaches: made } = found;
  return {
    status: "answered",
    C: known(at),
    found: made.found.map(({ id, a, b, N, D, points }) => ({
      approach: id,
      a: derivedJson(a),
      b: derivedJson(b),
      N: known(N),
      D: known(D),
      points,
    })),
    without: made.without.map(({ id, reason }) => ({ approach: id, reason })),
    bias: made.bias === undefined ? null : { N: known(made.bias.N), D: known(made.bias.D) },
  };
}
