import { significant } from "../../print/numbers";
import type { State } from "../../state/state";
import type { BesideView } from "../views";
import { drawnOf, type Drawn } from "./curves";
import { trendPlaces, trendsAgainst, type TrendPlace } from "./grid";
import { isHidden } from "../hidden";

/** More lines than this are no tooltip: those nearest to the one pointed at are shown. */
const most = 12;

/**
 * What every line of a chart says at an x, highest first: from the whole columns, not from what is drawn. A line that has not begun
 * there or has ended says nothing; one that logged no number there is left out. Where there are many, those round `run` are shown.
 */
export function besideAt(state: State, chart: string, x: number, run: string): BesideView {
  const place = trendPlaces(state).find(({ id }) => id === chart);
  if (place === undefined) return { rows: [], of: 0 };
  const found = valuesAt(place, state, x).sort((a, b) => b.value - a.value);
  const here = Math.max(
    0,
    found.findIndex((one) => one.run.id === run),
  );
  const start = Math.max(0, Math.min(here - most / 2, found.length - most));
  const rows = found.slice(start, start + most).map(({ run: own, metric, value }) => ({
    label: place.panel.title === "" ? `${own.name} · ${metric.domain ?? metric.key}` : own.name,
    text: significant(value, 5),
    tint: place.part.tints.of(own, metric),
    here: own.id === run,
  }));
  return { rows, of: found.length };
}

function valuesAt({ part, panel }: TrendPlace, state: State, x: number): (Drawn & { readonly value: number })[] {
  const { id } = trendsAgainst(state);
  const { tints } = part;
  return part.runs
    .flatMap((run) => panel.of(run).flatMap((metric) => drawnOf(run, metric, id)))
    .filter(({ run, metric }) => !isHidden(tints.of(run, metric), tints.legend, state.choices.hidden ?? []))
    .map((drawn) => ({ ...drawn, value: valueAt(drawn, x) }))
    .filter(({ value }) => Number.isFinite(value));
}

/** The value of the point nearest to x; NaN outside of the line. x rises, as steps and what is summed over them do. */
function valueAt({ x: column, y }: Drawn, x: number): number {
  const [first, last] = [column[0] ?? NaN, column.at(-1) ?? NaN];
  const slack = 1e-9 * Math.abs(x);
  if (!(x >= first - slack && x <= last + slack)) return NaN;
  let [low, high] = [0, column.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((column[middle] ?? NaN) <= x) low = middle;
    else high = middle;
  }
  const nearer = Math.abs((column[high] ?? NaN) - x) < Math.abs((column[low] ?? NaN) - x) ? high : low;
  return y[nearer] ?? NaN;
}
