import type { FitChoices } from "../../src/core/state/choices";

type Warmup = Pick<FitChoices, "warmup" | "warmupUnit">;

/** A cut at the start of runs: "5 %" (a bare number is a percentage), "2000 steps", "1e9 tokens"; undefined for anything else. */
export function readWarmup(text: string): Warmup | undefined {
  const [, amount = "", unit] = /^(.*?)\s*(steps?|tokens?)?$/i.exec(text.trim()) ?? [];
  if (unit === undefined) {
    const warmup = readPercent(amount);
    return warmup === undefined ? undefined : { warmup, warmupUnit: "share" };
  }
  const warmup = readWhole(amount, 0, 1e15);
  if (warmup === undefined) return undefined;
  return { warmup, warmupUnit: unit.toLowerCase().startsWith("step") ? "steps" : "tokens" };
}

export function writeWarmup({ warmup, warmupUnit }: Warmup): string {
  return warmupUnit === "share" ? writePercent(warmup) : `${warmup} ${warmupUnit}`;
}

/** A whole number within limits, as a person types it ("2,000", "1e4"); undefined for anything else. */
export function readWhole(text: string, low: number, high: number): number | undefined {
  const bare = text.trim().replace(/[,_ ]/g, "");
  const value = bare === "" ? NaN : Number(bare);
  return Number.isInteger(value) && value >= low && value <= high ? value : undefined;
}

/** A share of 1 typed as a percentage, "5" or "5 %", from 0 up to 99; undefined for anything else. */
export function readPercent(text: string): number | undefined {
  const bare = text.replace("%", "").trim();
  const value = bare === "" ? NaN : Number(bare);
  return value >= 0 && value <= 99 ? value / 100 : undefined;
}

export function writePercent(share: number): string {
  return `${Number((share * 100).toPrecision(4))} %`;
}
