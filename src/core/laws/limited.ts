import type { FormulaError } from "./formula/parse";
import { readWhere } from "./formula/where";
import type { Law, Param } from "./law";

/** What is asked of the coefficients of a law beyond its own bounds: values they are held at, and bounds and starts. */
export interface Asked {
  /** `E=1.69, b=.05`; "" holds none. */
  readonly fix?: string;
  /** `alpha in 0.1..0.9, E >= 0, b = 0.3`, the last a start; "" asks for none. */
  readonly limits?: string;
}

const pin = /^\s*([\p{L}_][\p{L}\p{N}_]*)\s*=\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*$/u;

/** Reads `E=1.69, b=.05`. */
export function readFix(text: string): ReadonlyMap<string, number> | FormulaError {
  const found = new Map<string, number>();
  if (text.trim() === "") return found;
  let at = 0;
  for (const part of text.split(",")) {
    const [, name, value] = pin.exec(part) ?? [];
    if (name === undefined || !Number.isFinite(Number(value)))
      return { message: "a coefficient is held as NAME=VALUE, several by commas: E=1.69,b=.05", at };
    if (found.has(name)) return { message: `${name} is held twice`, at };
    found.set(name, Number(value));
    at += part.length + 1;
  }
  return found;
}

/** What is wrong with bounds and starts; undefined where nothing is. */
export function limitsError(text: string): FormulaError | undefined {
  const found = text.trim() === "" ? undefined : readWhere(text, 0);
  return found !== undefined && "message" in found ? found : undefined;
}

/** The coefficients that a law has under what is asked of them, or why it cannot have them. Without anything asked, the law itself. */
export function limitedLaw(law: Law, { fix = "", limits = "" }: Asked): Law | FormulaError {
  const pins = readFix(fix);
  if ("message" in pins) return pins;
  const bounds = limits.trim() === "" ? new Map() : readWhere(limits, 0);
  if ("message" in bounds) return bounds;
  if (pins.size === 0 && bounds.size === 0) return law;
  const asked = [...pins.keys(), ...(bounds.keys() as Iterable<string>)];
  const stray = asked.find((id) => law.params.every((param) => param.id !== id));
  if (stray !== undefined)
    return {
      message: `${law.label} has no coefficient ${stray}; there are ${law.params.map(({ id }) => id).join(", ")}`,
      at: 0,
    };
  const params = law.params.map((param): Param => {
    const value = pins.get(param.id);
    return value === undefined
      ? bounded(param, bounds.get(param.id) as Partial<Param> | undefined)
      : { ...param, lower: value, upper: value, grid: [value] };
  });
  const { id, label, formula, inputs } = law;
  const linear = law.linear.filter((id) => !pins.has(id));
  const terms = law.terms?.filter(({ coefficient }) => !asked.includes(coefficient)) ?? [];
  // Neither a closed form nor coordinates of its own: those are of all coefficients together.
  return {
    id,
    label,
    formula,
    inputs,
    params,
    linear,
    terms,
    limited: asked,
    ...(linear.length < law.linear.length || law.remainder === true ? { remainder: true } : {}),
    bind: (x, n) => law.bind(x, n),
  };
}

function bounded(param: Param, limits: Partial<Param> | undefined): Param {
  if (limits === undefined) return param;
  const { lower, upper } = { ...param, ...limits };
  const places = (limits.grid ?? param.grid ?? []).filter((v) => v >= lower && v <= upper);
  const span = [0.2, 0.5, 0.8].map((share) => lower + share * (Math.min(upper, lower + 10) - lower));
  return { ...param, lower, upper, grid: places.length > 0 ? places : span };
}

/** Whether a coefficient is held at a value. */
export const isFixed = ({ lower, upper }: Pick<Param, "lower" | "upper">): boolean => lower === upper;

/** Coefficients that the points decide. */
export const freeCount = ({ params }: Pick<Law, "params">): number => params.filter((param) => !isFixed(param)).length;
