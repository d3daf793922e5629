import type { Table } from "./builder";
import { makeSettings, type Settings } from "./config";
import { findFacets } from "./facets";
import { inferFacts, plannedSteps, type Inferred } from "./facts";
import { isPlace, layoutOf, type Layout, type SaidColumns } from "./layout";
import { metricOf, useOf } from "./names";
import { groupOf, nameOf, placeOf } from "./naming";
import { partOf, type Part } from "./part";
import type { Problem } from "./problem";
import type { Metric, Run, Scalar, Series, Status } from "./run";
import { seriesOf } from "./runSeries";
import { rowAtLine } from "./rowAtLine";
import { countsIn } from "./sizes";

/** A log that was read. */
export interface LogFile {
  /** As the source names it. */
  readonly path: string;
  /** Below the opened root, `/` between pieces; with several roots, the root's name first. */
  readonly relative: string;
  /** The opened root's name, for a run at its top. */
  readonly root: string;
  readonly format: string;
  readonly table: Table;
  /** Unix milliseconds. */
  readonly modified: number;
}

/** A config that was read. */
export interface ConfigFile {
  readonly path: string;
  readonly relative: string;
  /** Set when it belongs to the log of that stem alone. */
  readonly stem: string | undefined;
  readonly values: ReadonlyMap<string, Scalar>;
}

export interface AssembleOptions {
  /** `{mix}/{init}-{size}`; "" to find facets. */
  readonly runPattern: string;
  /** Unix milliseconds: a log that changed just before is of a running run. */
  readonly now: number;
  /** What the columns of the tables are said to be. */
  readonly columns?: SaidColumns;
}

/** A run before the study's facets are known. */
interface Draft {
  readonly id: string;
  readonly name: string;
  readonly group: string;
  readonly pieces: readonly string[];
  readonly logs: readonly LogFile[];
  readonly parts: readonly Part[];
  readonly configs: readonly ConfigFile[];
  readonly settings: Settings;
}

/** Changed less long ago than this, a run is still running. */
const RECENT = 3 * 60_000;

/** Makes runs out of the logs and configs of a study. Logs of one folder whose names say nothing of a run are one run. */
export function assemble(logs: readonly LogFile[], configs: readonly ConfigFile[], options: AssembleOptions): Run[] {
  const units = new Map<string, LogFile[]>();
  for (const log of [...logs].sort((a, b) => (a.relative < b.relative ? -1 : 1))) {
    const place = placeOf(log.relative);
    const key = place.stem === "" ? `${place.folders.join("/")}/` : log.relative;
    units.set(key, [...(units.get(key) ?? []), log]);
  }
  const byFolder = new Map<string, ConfigFile[]>();
  for (const config of configs) {
    const folder = config.relative.split("/").slice(0, -1).join("/");
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), config]);
  }
  const drafts = [...units.values()].flatMap((unit) => draftsOf(unit, byFolder, options.columns));
  const tokenCounts = countsOfTokens(drafts);
  const inferred = drafts.map((draft) =>
    inferFacts({ parts: draft.parts, settings: draft.settings, names: [...draft.pieces].reverse(), tokenCounts }),
  );
  const facets = findFacets(
    drafts.map((draft, i) => ({
      id: draft.id,
      pieces: draft.pieces,
      config: draft.settings.values,
      params: inferred[i]?.facts.params,
    })),
    options.runPattern,
  );
  return drafts.flatMap((draft, i) => {
    const known = inferred[i];
    return known === undefined
      ? []
      : [finish(draft, known, facets.get(draft.id) ?? new Map<string, string>(), options)];
  });
}

/** Counts in run names that are of tokens, as the end of some run with that count in its name shows. */
function countsOfTokens(drafts: readonly Draft[]): ReadonlySet<number> {
  const found = new Set<number>();
  for (const draft of drafts) {
    const counts = draft.pieces.flatMap((piece) => countsIn(piece));
    if (counts.length === 0) continue;
    for (const part of draft.parts) {
      const numbers = part.layout.tokens?.numbers;
      const seen = numbers === undefined ? NaN : (numbers.values[numbers.length - 1] ?? NaN);
      for (const count of counts) if (Math.abs(count.value / seen - 1) < 0.02) found.add(count.value);
    }
  }
  return found;
}

/** The configs that hold for a log: of its own folder and the folders above, the farthest first, its own stem's last. */
function configsFor(
  folders: readonly string[],
  stem: string,
  byFolder: ReadonlyMap<string, readonly ConfigFile[]>,
): ConfigFile[] {
  const found: ConfigFile[] = [];
  for (let depth = 0; depth <= folders.length; depth++) {
    const here = byFolder.get(folders.slice(0, depth).join("/")) ?? [];
    found.push(...here.filter((config) => config.stem === undefined));
    if (depth === folders.length)
      found.push(...here.filter((config) => config.stem !== undefined && config.stem === stem));
  }
  return found;
}

function draftsOf(
  unit: readonly LogFile[],
  byFolder: ReadonlyMap<string, readonly ConfigFile[]>,
  said: SaidColumns | undefined,
): Draft[] {
  const first = unit[0];
  if (first === undefined) return [];
  const place = placeOf(first.relative);
  const name = nameOf(place, first.root);
  const group = groupOf(place);
  const configs = configsFor(place.folders, place.stem, byFolder);
  const base = place.stem === "" && place.folders.length > 0 ? place.folders.join("/") : first.relative;
  const byRun = new Map<string, { logs: LogFile[]; parts: Part[]; constants: Map<string, Scalar> }>();
  for (const log of unit) {
    const layout = layoutOf(log.table, said);
    for (const { run, rows } of runsIn(log.table, layout, name)) {
      const entry = byRun.get(run) ?? { logs: [], parts: [], constants: new Map<string, Scalar>() };
      byRun.set(run, entry);
      const part = partOf(log.table, layout, rows);
      entry.logs.push(log);
      entry.parts.push(part);
      for (const [key, value] of constantsOf(part)) entry.constants.set(key, value);
    }
  }
  const alone = byRun.size === 1;
  return [...byRun].flatMap(([run, { logs, parts, constants }]): Draft[] => {
    if (metricsOf(parts).length === 0 && configs.length === 0) return [];
    const settings = makeSettings([
      ...configs.map((config) => ({ source: config.relative.split("/").at(-1) ?? "", values: config.values })),
      ...logs.map((log) => ({ source: log.relative.split("/").at(-1) ?? "", values: log.table.config })),
      { source: "column", values: constants },
    ]);
    const folders = group === "" ? [] : group.split("/");
    const id = alone ? base : `${base}#${run}`;
    // A row's number says nothing: its table's name stands for it.
    const own = parts.every((part) => part.layout.rowPerRun) ? name : run;
    return [{ id, name: run, group, pieces: [...folders, own], logs, parts, configs, settings }];
  });
}

/** Cuts a table into runs: by its name column, a row each in a table of results without one, else the whole. */
function runsIn(table: Table, layout: Layout, name: string): { run: string; rows: Uint32Array | undefined }[] {
  if (layout.rowPerRun && table.rows > 1) {
    return Array.from({ length: table.rows }, (_, row) => ({
      run: `${name} row ${row + 1}`,
      rows: Uint32Array.of(row),
    }));
  }
  const column = layout.name;
  const byName = new Map<string, number[]>();
  if (column === undefined) return [{ run: name, rows: undefined }];
  let before = "";
  for (let row = 0; row < table.rows; row++) {
    const number = column.numbers?.get(row);
    before = column.texts?.get(row) ?? (number === undefined ? before : `${column.key} ${number}`);
    const rows = byName.get(before);
    if (rows === undefined) byName.set(before, [row]);
    else rows.push(row);
  }
  if (byName.size === 1) return [{ run: before === "" ? name : before, rows: undefined }];
  return [...byName].map(([run, rows]) => ({ run: run === "" ? name : run, rows: Uint32Array.from(rows) }));
}

/** Columns that say the same in every row of the part: settings that were logged with each step. */
function constantsOf(part: Part): Map<string, Scalar> {
  const { table, layout, rows, length } = part;
  const found = new Map<string, Scalar>();
  for (const column of table.columns) {
    if (
      isPlace(layout, column) ||
      column === layout.loss ||
      (useOf(column.key)?.use ?? "tokensPerStep") !== "tokensPerStep"
    )
      continue;
    const { numbers, texts } = column;
    const store = texts !== undefined && texts.codes.length > 0 ? texts.codes : numbers;
    if (store === undefined || metricOf(column.key).quantity !== "other") continue;
    if (store === numbers && length < 2 && !layout.results) continue;
    let value: number | undefined;
    let same = true;
    for (let p = 0; p < length && same; p++) {
      const v = store.get(rows === undefined ? p : (rows[p] ?? 0));
      if (v === undefined) continue;
      value ??= v;
      same = v === value;
    }
    if (!same || value === undefined || !Number.isFinite(value)) continue;
    const text = store === numbers ? undefined : texts?.texts[value];
    found.set(column.key, text ?? value);
  }
  return found;
}

/** The metrics of a run: every numeric column that does not say where a row stands. */
function metricsOf(parts: readonly Part[]): Metric[] {
  const found = new Map<string, Metric>();
  for (const { table, layout, rows } of parts) {
    const single = rows?.length === 1 ? rows[0] : undefined;
    for (const column of table.columns) {
      if (column.numbers === undefined || found.has(column.key) || isPlace(layout, column)) continue;
      if (single !== undefined && column.numbers.get(single) === undefined) continue;
      const metric = column === layout.loss ? saidLoss(column.key, layout) : metricOf(column.key, layout.results);
      // A row without a step has no curve: in tables of results only what was measured counts.
      if (layout.results && metric.quantity === "other" && layout.step === undefined) continue;
      if (
        layout.step === undefined &&
        layout.tokens === undefined &&
        layout.flops === undefined &&
        metric.quantity === "other"
      )
        continue;
      found.set(column.key, metric);
    }
  }
  return [...found.values()];
}

/** The column that its owner calls the loss: a cross-entropy, whatever its key says. */
function saidLoss(key: string, layout: Layout): Metric {
  const { role, domain } = metricOf(key, layout.results);
  const known = role === "other" ? (layout.results ? "eval" : "train") : role;
  return { key, role: known, ...(domain === undefined ? {} : { domain }), quantity: "ce", unit: "nats/token" };
}

function fallProblems(draft: Draft): Problem[] {
  return draft.parts.flatMap((part) =>
    part.falls.map(({ position, step, from }): Problem => {
      const row = part.rows === undefined ? position : (part.rows[position] ?? 0);
      const line = part.table.lineOf(row);
      const message = `the step falls from ${from} to ${step}: a restart, the later rows are used from there`;
      return { file: part.table.file, ...(line > 0 ? { line } : {}), message };
    }),
  );
}

function statusOf(draft: Draft, modified: number, now: number): Status {
  const stated = draft.parts.map((part) => part.table.status).find((status) => status !== undefined);
  if (stated !== undefined) return stated;
  const planned = plannedSteps(draft.settings);
  const last = Math.max(...draft.parts.map((part) => part.step.at(-1) ?? -Infinity));
  if (planned !== undefined && last >= planned - 1) return "finished";
  const results = draft.parts.every((part) => part.layout.results);
  return !results && now - modified < RECENT ? "running" : "unknown";
}

function finish(draft: Draft, known: Inferred, facets: ReadonlyMap<string, string>, options: AssembleOptions): Run {
  const { id, name, group, logs, parts, configs, settings } = draft;
  const modified = Math.max(...logs.map((log) => log.modified));
  const file = logs[0]?.path ?? "";
  const metrics = metricsOf(parts);
  const judged = metrics.some((metric) => metric.quantity !== "other");
  const problems: Problem[] = [...new Map(logs.map((log) => [log.path, log.table.problems])).values()].flat();
  problems.push(...fallProblems(draft));
  if (judged) problems.push(...known.hints.map((message): Problem => ({ file, message })));
  const made = new Map<string, Series | undefined>();
  return {
    id,
    name,
    group,
    formats: [...new Set(logs.map((log) => log.format))],
    files: [...new Set([...logs.map((log) => log.path), ...configs.map((config) => config.path)])],
    status: statusOf(draft, modified, options.now),
    config: settings.values,
    facts: known.facts,
    facets,
    metrics,
    problems,
    restarts: parts.reduce((sum, part) => sum + part.falls.length, 0),
    modified,
    series: (key) => {
      if (!made.has(key))
        made.set(key, seriesOf(parts, metrics.find((m) => m.key === key) ?? metricOf(key), known.axes));
      return made.get(key);
    },
    rowAtLine: (path, line) => rowAtLine(parts, path, line),
  };
}
