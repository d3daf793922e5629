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

/** A column whose errors are independent with variance 1 but for those of the runs, and its products with a run's error. */
interface White {
  readonly z: Float64Array;
  /** A run each. */
  readonly p: Float64Array;
}

/** V = σ²·R + τ²·1·1ᵀ in each run: what does not depend on τ. */
export interface Whitener {
  readonly whiten: (column: Float64Array) => White;
  /** A run each: what the rank-one rule takes off the product of two columns' p at that τ; and ln |V|. */
  readonly at: (runError: number) => { readonly off: Float64Array; readonly logDet: number };
}

export function whitener({ run, along, row, rowSpread, runSpread, far }: Errors): Whitener {
  const n = run.length;
  const first = starts(run);
  const runs = first.length - 1;
  const scale = along.map((r, i) => 1 / (row * (rowSpread?.[i] ?? 1) * Math.sqrt(1 - r * r)));
  const w = scale.map((s, i) => (1 - (along[i] ?? 0)) * s);
  const squares = new Float64Array(runs);
  const spread = Float64Array.from({ length: runs }, (_, r) => runSpread?.[first[r] ?? 0] ?? 1);
  let base = 0;
  for (let r = 0; r < runs; r++)
    for (let i = first[r] ?? 0; i < (first[r + 1] ?? 0); i++) {
      squares[r] = (squares[r] ?? 0) + (w[i] ?? NaN) ** 2;
      base += 2 * Math.log((far?.[i] ?? 1) / (scale[i] ?? NaN));
    }
  const whiten = (column: Float64Array): White => {
    const z = new Float64Array(n);
    const p = new Float64Array(runs);
    for (let r = 0; r < runs; r++) {
      let [before, sum] = [0, 0];
      const end = first[r + 1] ?? 0;
      for (let i = first[r] ?? 0; i < end; i++) {
        const value = (column[i] ?? NaN) / (far === undefined ? 1 : (far[i] ?? NaN));
        const v = (value - (along[i] ?? NaN) * before) * (scale[i] ?? NaN);
        z[i] = v;
        sum += v * (w[i] ?? NaN);
        before = value;
      }
      p[r] = sum;
    }
    return { z, p };
  };
  const at = (runError: number): { off: Float64Array; logDet: number } => {
    let logDet = base;
    const off = squares.map((s, r) => {
      const variance = (runError * (spread[r] ?? NaN)) ** 2;
      logDet += Math.log1p(variance * s);
      return variance / (1 + variance * s);
    });
    return { off, logDet };
  };
  return { whiten, at };
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
