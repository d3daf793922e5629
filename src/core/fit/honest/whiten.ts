/** What is known of the errors of rows in ln L: those of a run share one, and the rest goes along the run as an AR process. */
export interface Errors {
  /** Run of each row; rows of a run stand together, x rising. */
  readonly run: Int32Array;
  /** Correlation with the row before, 0 at a run's first row. */
  readonly along: Float64Array;
  /** Standard deviation of a row, given its run's error. */
  readonly row: number;
  /** Factors on the error of each row, on that of its run, and on both: above 1 for what stands out, or lies far below the top. */
  readonly rowSpread?: Float64Array;
  readonly runSpread?: Float64Array;
  readonly far?: Float64Array;
  /** No run's error is larger than this. */
  readonly most?: number;
}

/** A linear map that makes errors of that covariance independent with variance 1, and ln |V|. */
export interface Whitener {
  readonly whiten: (column: Float64Array) => Float64Array;
  readonly logDet: number;
}

/** V = σ²·R + τ²·1·1ᵀ in each run; the square root of its inverse by the rank-one rule. */
export function whitener({ run, along, row, rowSpread, runSpread, far }: Errors, runError: number): Whitener {
  const n = run.length;
  const scale = along.map((r, i) => 1 / (row * (rowSpread?.[i] ?? 1) * Math.sqrt(1 - r * r)));
  const first = starts(run);
  const w = new Float64Array(n);
  const share: number[] = [];
  let logDet = 0;
  for (let i = 0; i < n; i++) {
    w[i] = (1 - (along[i] ?? 0)) * (scale[i] ?? NaN);
    logDet += 2 * Math.log((far?.[i] ?? 1) / (scale[i] ?? NaN));
  }
  for (let r = 0; r + 1 < first.length; r++) {
    let s = 0;
    for (let i = first[r] ?? 0; i < (first[r + 1] ?? 0); i++) s += (w[i] ?? NaN) ** 2;
    const grown = 1 + (runError * (runSpread?.[first[r] ?? 0] ?? 1)) ** 2 * s;
    logDet += Math.log(grown);
    share.push((1 - 1 / Math.sqrt(grown)) / s);
  }
  const whiten = (given: Float64Array): Float64Array => {
    const column = far === undefined ? given : given.map((v, i) => v / (far[i] ?? NaN));
    const out = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      const rho = along[i] ?? 0;
      const before = rho === 0 ? 0 : rho * (column[i - 1] ?? NaN);
      out[i] = ((column[i] ?? NaN) - before) * (scale[i] ?? NaN);
    }
    for (let r = 0; r + 1 < first.length; r++) {
      const [from, to] = [first[r] ?? 0, first[r + 1] ?? 0];
      let s = 0;
      for (let i = from; i < to; i++) s += (out[i] ?? NaN) * (w[i] ?? NaN);
      s *= share[r] ?? NaN;
      for (let i = from; i < to; i++) out[i] = (out[i] ?? NaN) - s * (w[i] ?? NaN);
    }
    return out;
  };
  return { whiten, logDet };
}

/** The first row of each run, and the number of rows. */
function starts(run: Int32Array): number[] {
  const out: number[] = [];
  run.forEach((r, i) => {
    if (i === 0 || r !== run[i - 1]) out.push(i);
  });
  out.push(run.length);
  return out;
}
