import type { AssembleCache, RunCandidate } from "./runCandidates";
import type { Table } from "../table/builder";
import type { Layout } from "../table/layout";
import type { Problem } from "../problem";

/** Of the tables that were put together in `cache`, which are no studies: a loss, and nothing that says of what training. */
export function notStudies(cache: AssembleCache): ReadonlySet<RunCandidate> {
  return new Set([...cache.values()].flatMap(({ candidates }) => (areNone(candidates) ? candidates : [])));
}

/** The tables that are passed over, as hints. Call after the facts were inferred. */
export function passedOver(cache: AssembleCache): Problem[] {
  const files = new Set([...notStudies(cache)].flatMap(({ logs }) => logs.map(({ path }) => path)));
  const message =
    "not read as a run: no step, tokens, parameters or FLOPs; if each row is a run, say so in isoflop.json with " +
    '{"columns": {"rows": "runs"}}, or name its columns there';
  return [...files].map((file) => ({ file, message, kind: "hint" }));
}

/** Whether a table of results (an insurer's, prices, scores by task) tells no fact of any training, and no one said that it does. */
function areNone(candidates: readonly RunCandidate[]): boolean {
  if (candidates.length === 0 || !candidates.every(isBare)) return false;
  // A size in the name of a folder is not of each row.
  const named = new Set(candidates.map(({ kept }) => kept.inferred?.known.facts.params?.value));
  return named.size === 1;
}

function isBare({ logs, slices, said, kept }: RunCandidate): boolean {
  const facts = kept.inferred?.known.facts;
  if (facts === undefined || facts.tokens !== undefined || facts.flops !== undefined) return false;
  if (facts.params !== undefined && facts.params.from !== "name") return false;
  const isTable = slices.every(
    ({ layout, table, numbered }) => layout.results && numbered && !layout.isSaid && !hasSteps(layout, table),
  );
  if (!isTable || said.facts.size > 0 || slices.some(({ layout, table }) => hasShares(layout, table))) return false;
  return logs.every(({ nameless, printed }) => nameless !== true && printed !== true);
}

/** Whether a column counts steps, though all at the same. */
const hasSteps = ({ meanings }: Layout, { columns, identity }: Table): boolean =>
  identity !== undefined || columns.some(({ key, numbers }) => numbers && meanings.useOf(key)?.use === "step");

const withShares = new WeakMap<Table, boolean>();

/** Whether some columns are the shares of a mix of data: in every row they sum to 1. */
function hasShares({ meanings }: Layout, table: Table): boolean {
  const known = withShares.get(table);
  if (known !== undefined) return known;
  const shares = table.columns.flatMap(({ key, numbers }) => {
    if (numbers === undefined || meanings.metricOf(key, true).quantity !== "other") return [];
    return numbers.values.subarray(0, numbers.length).every((value) => value >= 0 && value <= 1) ? [numbers] : [];
  });
  const rows = Array.from({ length: table.rows }, (_, row) => row);
  const sumOf = (row: number) => shares.reduce((sum, numbers) => sum + (numbers.get(row) ?? 0), 0);
  const found = shares.length > 1 && rows.every((row) => Math.abs(sumOf(row) - 1) < 0.02);
  withShares.set(table, found);
  return found;
}
