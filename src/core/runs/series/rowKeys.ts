import type { Column, Table } from "../table/builder";
import type { Layout } from "../table/layout";
import { isRoleColumn } from "./roleColumns";
import { alike, allAlike, codesOf, type Codes } from "./rowCodes";
import { isSetting, keyCandidates } from "./keyColumns";

/** What tells apart the runs of a table, and whether each of its rows is one. */
export interface RowKeys {
  readonly columns: readonly Column[];
  readonly rowPerRun: boolean;
}

/** A step that more than this part of the rows share with another row of the same run proves that it is not one. */
const mostShared = 0.05;
/** A column tells runs apart if it parts this much of the rows of a run from others of the same step. */
const leastParted = 0.3;
/** Below this many rows a run, only evenly spaced steps make a curve of them. */
const enoughForCurve = 8;
/** Larger tables are told apart by settings only: every other column would be looked at row by row. */
const largeTable = 300_000;

/** A column of numbers with more different ones is no setting of some runs. */
const mostNumbers = 4096;

/** A column that may be a key, with its values. */
interface Candidate {
  readonly column: Column;
  readonly codes: Codes;
}

/**
 * The columns that are constant along the curves of a table whose rows are of several runs without a name for each; undefined
 * where the rows of each name are of one run. Proof of several are sizes that differ, steps that many rows share, and settings
 * that go back and forth along the steps. The order of the rows does not matter.
 */
export function rowKeys(table: Table, layout: Layout): RowKeys | undefined {
  const x = layout.step ?? (layout.results ? undefined : (layout.tokens ?? layout.flops));
  const rows = x === undefined ? undefined : rowsOfMetric(table, layout);
  if (x === undefined || rows === undefined || rows.length < 4) return undefined;
  const steps = placesOf(table, layout, x, rows);
  if (steps === undefined) return undefined;
  const { name, params } = layout;
  const coded = (column: Column | undefined) => (column === undefined ? undefined : codesOf(column, rows, rows.length));
  const named = coded(name) ?? allAlike(rows.length);
  const sized = alike(named, coded(params) ?? named);
  const several = sized.count > named.count;
  const keys = [name, several ? params : undefined].filter((column) => column !== undefined);
  // In a log of one run only settings are looked at, which is quick.
  const onlySettings = rows.length > largeTable || (!several && steps.count === rows.length && steps.rising);
  const candidates = keyCandidates(table, layout).flatMap((column): Candidate[] => {
    if (onlySettings && !isSetting(column)) return [];
    const codes = codesOf(column, rows, Math.min(rows.length / 2, column.texts === undefined ? mostNumbers : Infinity));
    return codes === undefined || codes.count < 2 ? [] : [{ column, codes }];
  });
  const shared = rows.length - alike(sized, steps).count;
  const parted = several || shared > mostShared * rows.length ? partedBy(candidates, sized, steps) : [];
  const start = parted.reduce((groups, { codes }) => alike(groups, codes), sized);
  const more = backAndForth(candidates, start, steps);
  const found = [...parted, ...more];
  if (found.length === 0 && !several) return undefined;
  const groups = more.reduce((before, { codes }) => alike(before, codes), start);
  const rowPerRun = !areCurves(groups, steps);
  if (rowPerRun) found.push(...tellingRows(candidates, found, groups));
  return { columns: [...keys, ...found.map(({ column }) => column)], rowPerRun };
}

/** Where each row is a run, the other columns by which rows can be told apart, for their names. */
function tellingRows(candidates: readonly Candidate[], found: readonly Candidate[], start: Codes): Candidate[] {
  const more: Candidate[] = [];
  let groups = start;
  for (const candidate of candidates) {
    const after = alike(groups, candidate.codes);
    if (found.includes(candidate) || after.count === groups.count) continue;
    more.push(candidate);
    groups = after;
  }
  return more;
}

/** The rows in which the metric stands that has the most values. */
function rowsOfMetric(table: Table, layout: Layout): Uint32Array | undefined {
  const isLoss = (column: Column) =>
    column === layout.loss || layout.meanings.metricOf(column.key).quantity !== "other";
  const [numbers] = table.columns
    .flatMap((column) => (column.numbers !== undefined && isLoss(column) ? [column.numbers] : []))
    .sort((a, b) => b.length - a.length);
  return numbers && Uint32Array.from({ length: numbers.length }, (_, i) => numbers.rowAt(i));
}

/** The steps of some rows as codes, with their values. */
interface Places extends Codes {
  readonly values: Float64Array;
  /** In the order of the file. */
  readonly rising: boolean;
}

/** Where each row stands: its step, with the epoch where steps start again with it, and whether it was trained or evaluated on. */
function placesOf(table: Table, layout: Layout, x: Column, rows: Uint32Array): Places | undefined {
  const own = codesOf(x, rows, rows.length + 1);
  if (own === undefined || x.numbers === undefined) return undefined;
  const values = new Float64Array(rows.length);
  let rising = true;
  for (let i = 0; i < rows.length; i++) {
    values[i] = x.numbers.get(rows[i] ?? 0) ?? values[i - 1] ?? NaN;
    if (i > 0 && !((values[i] ?? NaN) > (values[i - 1] ?? NaN))) rising = false;
  }
  const others = table.columns.filter(
    (column) => isRoleColumn(column) || (column !== x && isEpochOf(column, layout, values, rows)),
  );
  const codes = others.reduce((before, column) => {
    const more = codesOf(column, rows, rows.length);
    return more === undefined ? before : alike(before, more);
  }, own);
  return { ...codes, values, rising };
}

/** Whether a counter rises where the step starts again: then the step is one of an epoch. */
function isEpochOf({ key, numbers }: Column, { meanings }: Layout, steps: Float64Array, rows: Uint32Array): boolean {
  if (numbers === undefined || meanings.useOf(key)?.use !== "step") return false;
  let falls = 0;
  let risen = 0;
  for (let i = 1; i < steps.length; i++) {
    if (!((steps[i] ?? NaN) < (steps[i - 1] ?? NaN))) continue;
    falls++;
    const [before, now] = [numbers.get(rows[i - 1] ?? 0), numbers.get(rows[i] ?? 0)];
    if (before !== undefined && now !== undefined && Number.isInteger(now) && now > before) risen++;
  }
  return falls > 0 && risen * 2 >= falls;
}

/** The columns that part rows of one step, best first, until no column parts much of what is left. */
function partedBy(candidates: readonly Candidate[], start: Codes, steps: Codes): Candidate[] {
  const found: Candidate[] = [];
  const rows = start.of.length;
  let groups = start;
  for (let left = rows - alike(groups, steps).count; left > 0;) {
    let best: { candidate: Candidate; groups: Codes; left: number; gain: number } | undefined;
    for (const candidate of candidates) {
      if (found.includes(candidate)) continue;
      const after = alike(groups, candidate.codes);
      const still = rows - alike(after, steps).count;
      const gain = (left - still) / Math.max(1, after.count - groups.count);
      if (gain < leastParted * (rows / after.count) || gain <= (best?.gain ?? 0)) continue;
      best = { candidate, groups: after, left: still, gain };
    }
    if (best === undefined) break;
    found.push(best.candidate);
    ({ groups, left } = best);
  }
  return found;
}

/**
 * Settings that change back and forth along the steps of a run: no schedule does that, so they are of several runs, though no two
 * of their rows share a step.
 */
function backAndForth(candidates: readonly Candidate[], start: Codes, steps: Places): Candidate[] {
  const found: Candidate[] = [];
  let groups = start;
  for (const candidate of candidates) {
    if (!isSetting(candidate.column) || alike(groups, candidate.codes).count === groups.count) continue;
    const { changes, values } = changesAlong(groups, candidate.codes, steps);
    if (changes <= 2 * values) continue;
    found.push(candidate);
    groups = alike(groups, candidate.codes);
  }
  return found;
}

/** How often a column changes along the steps of all runs, and how many values it has in each, taken together. */
function changesAlong(groups: Codes, codes: Codes, steps: Places): { changes: number; values: number } {
  const order = inOrder(groups, steps, codes);
  let changes = 0;
  for (let i = 1; i < order.length; i++) {
    const [before, now] = [order[i - 1] ?? 0, order[i] ?? 0];
    if (groups.of[before] === groups.of[now] && codes.of[before] !== codes.of[now]) changes++;
  }
  return { changes, values: alike(groups, codes).count - groups.count };
}

/** Rows by run, then by step; those of one step in an order that is not the file's. */
function inOrder(groups: Codes, steps: Places, then: Codes): Uint32Array {
  const order = Uint32Array.from({ length: groups.of.length }, (_, i) => i);
  return order.sort(
    (a, b) =>
      (groups.of[a] ?? 0) - (groups.of[b] ?? 0) ||
      (steps.values[a] ?? 0) - (steps.values[b] ?? 0) ||
      (then.of[a] ?? 0) - (then.of[b] ?? 0),
  );
}

/** Whether the rows of each run are a curve: many steps, or a few that are evenly spaced. Else each row is a run's end. */
function areCurves(groups: Codes, steps: Places): boolean {
  const places = alike(groups, steps).count / groups.count;
  if (places >= enoughForCurve) return true;
  if (places < 2) return false;
  const order = inOrder(groups, steps, steps);
  let even = 0;
  let uneven = 0;
  for (let i = 2; i < order.length; i++) {
    const [a = 0, b = 0, c = 0] = order.subarray(i - 2, i + 1);
    if (groups.of[a] !== groups.of[c]) continue;
    const [first, second] = [at(steps, b) - at(steps, a), at(steps, c) - at(steps, b)];
    if (first <= 0 || second <= 0) continue;
    if (Math.abs(first - second) <= 0.02 * second) even++;
    else uneven++;
  }
  return even > uneven;
}

const at = ({ values }: Places, row: number): number => values[row] ?? NaN;
