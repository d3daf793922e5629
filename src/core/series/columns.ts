import type { Points, Window } from "./downsample";

/** A line cut to one point a pixel column, with the range of what each column holds; a NaN in y is a gap. Equal lengths. */
export interface Banded extends Points {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/**
 * Cuts a line down to one point a pixel column: the mean of the column's points, in the scales that are drawn, with the smallest and
 * the largest of them beside it. Where a column is wider than a pixel or two, first, last, smallest and largest drawn after each
 * other (`downsample`) are a sawtooth that is not in the data; their mean is not, and the band keeps every extreme.
 *
 * Gaps and points without a place are as in `downsample`; so are the points beside the window, and the memory.
 */
export function meanColumns(x: Float64Array, y: Float64Array, window: Window): Banded {
  const n = Math.min(x.length, y.length);
  const columns = Math.max(1, Math.floor(window.width));
  const [of, back] = scaleOf(window.scale);
  const [yOf, yBack] = scaleOf(window.yScale ?? "linear");
  const [from, span] = [of(window.low), of(window.high) - of(window.low)];
  const cut = new Columns(back, yBack);
  for (let i = 0; i < n; i++) {
    const at = of(x[i] ?? NaN);
    if (!Number.isFinite(at)) continue;
    const value = yOf(y[i] ?? NaN);
    if (!Number.isFinite(value)) {
      cut.gap(at);
      continue;
    }
    const share = span > 0 ? (at - from) / span : 0;
    // Left of the window and right of it are a column each, of which the point nearest to the window is enough.
    if (share < 0) cut.only(-1, at, value);
    else if (share > 1) {
      cut.close();
      cut.only(columns, at, value);
      break;
    } else cut.add(Math.min(columns - 1, Math.floor(share * columns)), at, value);
  }
  return cut.points();
}

type Scaling = (value: number) => number;

function scaleOf(scale: "log" | "linear"): readonly [Scaling, Scaling] {
  return scale === "log" ? [(v) => (v > 0 ? Math.log(v) : NaN), Math.exp] : [(v) => v, (v) => v];
}

/** The column that points fall into now, and those before it. */
class Columns {
  readonly #x: number[] = [];
  readonly #y: number[] = [];
  readonly #low: number[] = [];
  readonly #high: number[] = [];
  readonly #back: Scaling;
  readonly #yBack: Scaling;
  #column = NaN;
  #count = 0;
  #sumX = 0;
  #sumY = 0;
  #least = Infinity;
  #most = -Infinity;

  constructor(back: Scaling, yBack: Scaling) {
    this.#back = back;
    this.#yBack = yBack;
  }

  add(column: number, x: number, y: number): void {
    if (column !== this.#column) this.close();
    this.#column = column;
    this.#count++;
    this.#sumX += x;
    this.#sumY += y;
    if (y < this.#least) this.#least = y;
    if (y > this.#most) this.#most = y;
  }

  /** A point that stands for its column, whatever was in it before. */
  only(column: number, x: number, y: number): void {
    if (column === this.#column) this.#reset();
    this.add(column, x, y);
  }

  gap(x: number): void {
    this.close();
    if (this.#y.length === 0 || Number.isNaN(this.#y.at(-1))) return;
    this.#push(this.#back(x), NaN, NaN, NaN);
  }

  close(): void {
    if (this.#count > 0) {
      const mean = this.#yBack(this.#sumY / this.#count);
      this.#push(this.#back(this.#sumX / this.#count), mean, this.#yBack(this.#least), this.#yBack(this.#most));
    }
    this.#reset();
  }

  points(): Banded {
    this.close();
    // A gap at the end parts nothing.
    const n = Number.isNaN(this.#y.at(-1)) ? this.#y.length - 1 : this.#y.length;
    const column = (values: readonly number[]): Float64Array => Float64Array.from(values.slice(0, n));
    return { x: column(this.#x), y: column(this.#y), low: column(this.#low), high: column(this.#high) };
  }

  #push(x: number, y: number, low: number, high: number): void {
    this.#x.push(x);
    this.#y.push(y);
    this.#low.push(low);
    this.#high.push(high);
  }

  #reset(): void {
    [this.#column, this.#count, this.#sumX, this.#sumY] = [NaN, 0, 0, 0];
    [this.#least, this.#most] = [Infinity, -Infinity];
  }
}
