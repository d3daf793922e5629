import type { Equation } from "./views";
import { scientific, significant } from "./numbers";

/**
 * A law's formula template (`L = {E} + {a}·{x}^(−{b})`) with the values put in: braces become numbers or the x symbol, `^(…)`
 * is raised. A minus before a negative value becomes a plus, so that no double sign is ever printed.
 */
export function writeEquation(
  template: string,
  values: ReadonlyMap<string, number>,
  symbols: ReadonlyMap<string, string>,
  note: string,
): Equation {
  const pieces: { text: string; raised: boolean }[] = [];
  for (const part of splitRaised(template))
    pieces.push({ text: fill(part.text, values, symbols), raised: part.raised });
  const plain = pieces.map(({ text, raised }) => (raised ? `^${text}` : text)).join("");
  return { pieces, note, plain };
}

/** A coefficient as it stands in an equation: 4 significant digits, exponents of 4 decimals at most, powers of ten raised. */
export function coefficientText(value: number): string {
  if (Math.abs(value) < 1 && Math.abs(value) >= 1e-3) return significant(Number(value.toFixed(4)), 4);
  return scientific(value, 4);
}

function splitRaised(template: string): { text: string; raised: boolean }[] {
  const parts: { text: string; raised: boolean }[] = [];
  let rest = template;
  for (;;) {
    const open = rest.indexOf("^(");
    const close = rest.indexOf(")", open);
    if (open < 0 || close < 0) return rest === "" ? parts : [...parts, { text: rest, raised: false }];
    if (open > 0) parts.push({ text: rest.slice(0, open), raised: false });
    parts.push({ text: rest.slice(open + 2, close), raised: true });
    rest = rest.slice(close + 1);
  }
}

function fill(text: string, values: ReadonlyMap<string, number>, symbols: ReadonlyMap<string, string>): string {
  return text.replace(/(−?)\{([^}]*)\}/g, (_, sign: string, name: string) => {
    const value = values.get(name);
    if (value === undefined) return sign + (symbols.get(name) ?? name);
    const negated = sign === "−" ? -value : value;
    return value < 0 && sign === "−" ? coefficientText(negated) : sign + coefficientText(value);
  });
}
