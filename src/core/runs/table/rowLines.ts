/** The line of each row, stored run-length: only jumps, where a row is not on the line after the previous row's. */
export class RowLines {
  /** Pairs of a row and its line. */
  readonly jumps: number[];
  /** The line of the newest row, 0 before the first. */
  last: number;

  constructor(jumps: Iterable<number> = [], last = 0) {
    this.jumps = [...jumps];
    this.last = last;
  }

  add(row: number, line: number): void {
    const without = line === 0 && this.last === 0 && row > 0;
    if (line !== this.last + 1 && !without) this.jumps.push(row, line);
    this.last = line;
  }

  /** The 1-based line of a row, 0 where the format has none. */
  of(row: number): number {
    let low = 0;
    let high = this.jumps.length / 2;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.jumps[middle * 2] ?? 0) <= row) low = middle + 1;
      else high = middle;
    }
    if (low === 0) return row + 1;
    const line = this.jumps[low * 2 - 1] ?? 0;
    return line === 0 ? 0 : line + row - (this.jumps[low * 2 - 2] ?? 0);
  }
}
