/** Rows of a block: small enough that scanning the two at a pixel's edges is nothing, large enough that there are few of them. */
export const blockSize = 512;

/** What is known of each whole block of a column, so that long columns need not be walked value by value. */
export interface Blocks {
  /** Whole blocks that are known. */
  readonly count: number;
  /** Row of the smallest and of the largest value of each block; meaningless where `holes` is set. */
  readonly low: ArrayLike<number>;
  readonly high: ArrayLike<number>;
  /** 1 where a value of the block is not finite. */
  readonly holes: ArrayLike<number>;
  /** 1 where no value of the block is below the one before it (the last of the block before included). */
  readonly rising: ArrayLike<number>;
}

interface Index extends Blocks {
  count: number;
  readonly offset: number;
  readonly low: number[];
  readonly high: number[];
  readonly holes: number[];
  readonly rising: number[];
}

const known = new WeakMap<ArrayBufferLike, Index>();

/**
 * The blocks of a column that only ever grows at its end: kept with the column's memory and brought up to its length, so that
 * after an append only what was appended is walked. The values before must not change.
 */
export function blocksOf(column: Float64Array): Blocks {
  const whole = Math.floor(column.length / blockSize);
  const kept = known.get(column.buffer);
  const index =
    kept?.offset === column.byteOffset
      ? kept
      : { count: 0, offset: column.byteOffset, low: [], high: [], holes: [], rising: [] };
  if (index !== kept) known.set(column.buffer, index);
  for (; index.count < whole; index.count++) addBlock(index, column, index.count * blockSize);
  return index.count === whole ? index : { ...index, count: whole };
}

function addBlock(index: Index, column: Float64Array, start: number): void {
  let low = start;
  let high = start;
  let holes = 0;
  let rising = 1;
  let before = start > 0 ? (column[start - 1] ?? NaN) : -Infinity;
  for (let i = start; i < start + blockSize; i++) {
    const value = column[i] ?? NaN;
    if (value - value !== 0) holes = 1;
    if (value < (column[low] ?? 0)) low = i;
    if (value > (column[high] ?? 0)) high = i;
    if (!(value >= before)) rising = 0;
    before = value;
  }
  index.low.push(low);
  index.high.push(high);
  index.holes.push(holes);
  index.rising.push(rising);
}

/** Smallest and largest finite value above `over`; [NaN, NaN] when there is none. */
export function extentOf(column: Float64Array, over = -Infinity): [number, number] {
  const blocks = blocksOf(column);
  let low = Infinity;
  let high = -Infinity;
  const take = (value: number): void => {
    if (!(value > over) || value === Infinity) return;
    if (value < low) low = value;
    if (value > high) high = value;
  };
  for (let b = 0; b < blocks.count; b++) {
    const least = column[blocks.low[b] ?? 0] ?? NaN;
    if (blocks.holes[b] === 0 && least > over) {
      take(least);
      take(column[blocks.high[b] ?? 0] ?? NaN);
    } else for (let i = b * blockSize; i < (b + 1) * blockSize; i++) take(column[i] ?? NaN);
  }
  for (let i = blocks.count * blockSize; i < column.length; i++) take(column[i] ?? NaN);
  return low <= high ? [low, high] : [NaN, NaN];
}
