import { scientific, significant } from "./numbers";

/** A law in pieces, so that the exponent can be raised: base text and superscripts in turn. */
export interface Equation {
  readonly pieces: readonly { readonly text: string; readonly raised: boolean }[];
  /** "R² = 0.998 · 412 points". */
  readonly note: string;
  /** The same in one plain string: "L = 47.97·C^−0.061". */
  readonly plain: string;
}

/**
 * A law's formula template (`L = {E} + {a}·{x}^(−{b})`) with the values put in: braces become numbers or the x symbol, `^(…)`
 * is raised. A sign before a negative value takes the value's in, so that no double sign is ever printed.
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
  const plain = pieces.map(({ text, raised }) => (raised ? `^${isOne(text) ? text : `(${text})`}` : text)).join("");
  return { pieces, note, plain };
}

/** Whether an exponent reads as one thing without brackets: a number, a name or a call, not "−0.27/2". */
function isOne(exponent: string): boolean {
  const bare = exponent.replace(/^[−-]/, "");
  return (
    /^[\p{L}\p{N}_.]+$/u.test(bare) ||
    (/^[\p{L}]+\(/u.test(bare) && closing(bare, bare.indexOf("(")) === bare.length - 1)
  );
}

/** A coefficient as it stands in an equation: 4 significant digits, exponents of 4 decimals at most, powers of ten raised. */
export function coefficientText(value: number): string {
  if (Math.abs(value) < 1 && Math.abs(value) >= 1e-3) return significant(Number(value.toFixed(4)), 4);
  return scientific(value, 4);
}

/** The parts of a template; a power inside an exponent stays in it as `^(…)`, for exponents are raised once. */
function splitRaised(template: string): { text: string; raised: boolean }[] {
  const parts: { text: string; raised: boolean }[] = [];
  let rest = template;
  for (;;) {
    const open = rest.indexOf("^(");
    const close = open < 0 ? -1 : closing(rest, open + 1);
    if (close < 0) return rest === "" ? parts : [...parts, { text: rest, raised: false }];
    if (open > 0) parts.push({ text: rest.slice(0, open), raised: false });
    parts.push({ text: rest.slice(open + 2, close), raised: true });
    rest = rest.slice(close + 1);
  }
}

/** Where the bracket that opens at `open` is closed, -1 where it is not. */
function closing(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === "(") depth++;
    else if (text[at] === ")" && --depth === 0) return at;
  }
  return -1;
}

function fill(text: string, values: ReadonlyMap<string, number>, symbols: ReadonlyMap<string, string>): string {
  return text.replace(/([−+] ?)?\{([^}]*)\}/g, (_, sign: string | undefined, name: string) => {
    const value = values.get(name);
    const before = sign ?? "";
    if (value === undefined) return before + (symbols.get(name) ?? name);
    if (before === "" || value >= 0) return before + coefficientText(value);
    return (turned[before] ?? before) + coefficientText(-value);
  });
}

/** The signs before a negative value, with the value's own sign taken into them. */
const turned: Readonly<Record<string, string>> = { "−": "", "− ": "+ ", "+ ": "− ", "+": "−" };
