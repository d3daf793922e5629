/** What a fit minimises over the residuals r: of ln L̂ − ln L, or of L̂ − L where `space` is "raw". */
export interface Objective {
  /** Normal form of how it is written: `log-mse`, `mse`, `lad`, `huber:0.001`, `huber-raw:0.01`, `asym:10`. */
  readonly id: string;
  readonly space: "log" | "raw";
  /** Squares, or absolute values that are rounded off below `delta`. */
  readonly shape: "square" | "absolute";
  /** Below it the Huber loss is quadratic; 0 for plain absolute values. Not read for squares. */
  readonly delta: number;
  /** Weight of over-prediction (r > 0) against under-prediction. */
  readonly over: number;
  /** Whether the value is a mean over the points or a sum. */
  readonly mean: boolean;
  /** In words. */
  readonly words: string;
}

/**
 * Reads an objective: `log-mse` (mean of squared log residuals), `mse` (of squared residuals), `lad` (sum of absolute log
 * residuals), `huber:δ` (sum of Huber's loss of the log residuals: r²/2 up to δ, δ·(|r| − δ/2) beyond; δ = 1e-3 when left out;
 * Hoffmann et al. 2022, appendix D.3), `huber-raw:δ` (the same of the residuals themselves, δ = 1e-2 when left out) and `asym:k` (mean absolute residual, over-prediction weighing k times; k = 10 when left
 * out; kyo-takano/chinchilla). Undefined for anything else.
 */
export function parseObjective(text: string): Objective | undefined {
  const [name = "", parameter, ...rest] = text.split(":");
  const plain = parameter === undefined && rest.length === 0;
  const number = parameter === undefined ? undefined : parameter.trim() === "" ? NaN : Number(parameter);
  const base = { shape: "square", delta: 0, over: 1, mean: true, space: "log" } as const;
  if (name === "log-mse" && plain) return { ...base, id: name, words: "mean squared log residual" };
  if (name === "mse" && plain) return { ...base, id: name, space: "raw", words: "mean squared residual" };
  if (name === "lad" && plain)
    return { ...base, id: name, shape: "absolute", mean: false, words: "sum of absolute log residuals" };
  if (rest.length > 0 || !isPositive(number ?? 1)) return undefined;
  if (name === "huber") {
    const delta = number ?? 1e-3;
    const words = `sum of Huber losses of the log residuals, δ = ${delta}`;
    return { ...base, id: `huber:${delta}`, shape: "absolute", delta, mean: false, words };
  }
  if (name === "huber-raw") {
    const delta = number ?? 1e-2;
    const words = `sum of Huber losses of the residuals, δ = ${delta} nats per token`;
    return { ...base, id: `huber-raw:${delta}`, space: "raw", shape: "absolute", delta, mean: false, words };
  }
  if (name === "asym") {
    const over = number ?? 10;
    const words = `mean absolute residual, over-prediction weighing ${over}×`;
    return { ...base, id: `asym:${over}`, space: "raw", shape: "absolute", over, words };
  }
  return undefined;
}

const isPositive = (v: number): boolean => v > 0 && v < Infinity;

/** The value of the objective over predictions and losses, with a weight a row (1 when absent). NaN predictions give NaN. */
export function objectiveValue(
  objective: Objective,
  predicted: Float64Array,
  loss: Float64Array,
  weight?: Float64Array,
): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < loss.length; i++) {
    const w = weight === undefined ? 1 : (weight[i] ?? 0);
    const [l = NaN, p = NaN] = [loss[i], predicted[i]];
    const r = objective.space === "log" ? Math.log(p / l) : p - l;
    total += w;
    if (w > 0) sum += w * pointLoss(objective, r);
  }
  return objective.mean ? sum / total : sum;
}

function pointLoss({ shape, delta, over }: Objective, r: number): number {
  if (shape === "square") return r * r;
  const side = r > 0 ? over : 1;
  const size = Math.abs(r);
  if (delta === 0) return side * size;
  return side * (size <= delta ? (size * size) / 2 : delta * (size - delta / 2));
}
