import { functions, type BinaryKind, type Fn, type Tree } from "./tree";

/** What is wrong with a formula, and at which character (0-based). */
export interface FormulaError {
  readonly message: string;
  readonly at: number;
  /** Names that stand where only a column can, and are none. */
  readonly noColumn?: readonly string[];
}

const longest = 2000;
const deepest = 60;

interface Token {
  readonly kind: "number" | "name" | "sign" | "end";
  readonly text: string;
  readonly at: number;
}

/**
 * Reads `E + A*N^-alpha + B*D^(-beta)`: numbers, names, + − * / ^ (right to left, above a leading minus), parentheses, and exp log
 * ln sqrt tanh min max. "·", "×" and "−" stand for * and −. Nothing is ever executed as code.
 */
export function parseFormula(text: string): Tree | FormulaError {
  if (text.length > longest) return { message: `a formula has at most ${longest} characters`, at: longest };
  const tokens = tokenize(text);
  if (!Array.isArray(tokens)) return tokens;
  return read(tokens);
}

const signs: Readonly<Record<string, string>> = { "·": "*", "×": "*", "−": "-", "⋅": "*" };

function tokenize(text: string): Token[] | FormulaError {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const rest = text.slice(at);
    const number = /^(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/.exec(rest)?.[0];
    const name = /^[\p{L}_][\p{L}\p{N}_]*/u.exec(rest)?.[0];
    const char = rest[0] ?? "";
    if (/\s/.test(char)) at++;
    else if (number !== undefined) {
      tokens.push({ kind: "number", text: number, at });
      at += number.length;
    } else if (name !== undefined) {
      tokens.push({ kind: "name", text: name, at });
      at += name.length;
    } else {
      const sign = signs[char] ?? char;
      if (!"+-*/^(),".includes(sign)) return { message: `“${char}” has no meaning in a formula`, at };
      const double = sign === "*" && rest.startsWith("**");
      tokens.push({ kind: "sign", text: double ? "^" : sign, at });
      at += double ? 2 : 1;
    }
  }
  tokens.push({ kind: "end", text: "the end", at });
  return tokens;
}

/** A recursive descent with its place in the tokens; the first error stands. */
function read(tokens: readonly Token[]): Tree | FormulaError {
  let place = 0;
  let depth = 0;
  let error: FormulaError | undefined;
  const zero: Tree = { kind: "number", value: 0 };
  const here = (): Token => tokens[place] ?? { kind: "end", text: "the end", at: 0 };
  const fail = (message: string): Tree => {
    error ??= { message, at: here().at };
    return zero;
  };
  const take = (sign: string): boolean => {
    const yes = here().kind === "sign" && here().text === sign;
    if (yes) place++;
    return yes;
  };

  const chain = (next: () => Tree, kinds: Readonly<Record<string, BinaryKind>>): Tree => {
    let left = next();
    while (error === undefined) {
      const kind = here().kind === "sign" ? kinds[here().text] : undefined;
      if (kind === undefined) return left;
      place++;
      left = { kind, left, right: next() };
    }
    return left;
  };

  const sum = (): Tree => {
    if (++depth > deepest) return fail("parentheses are nested too deeply");
    const tree = chain(product, { "+": "add", "-": "subtract" });
    depth--;
    return tree;
  };
  const product = (): Tree => chain(signed, { "*": "multiply", "/": "divide" });
  const signed = (): Tree => {
    if (take("+")) return descend(signed);
    return take("-") ? { kind: "negate", of: descend(signed) } : power();
  };
  const power = (): Tree => {
    const left = atom();
    return take("^") ? { kind: "power", left, right: descend(signed) } : left;
  };
  const descend = (next: () => Tree): Tree => {
    if (++depth > deepest) return fail("signs are nested too deeply");
    const tree = next();
    depth--;
    return tree;
  };

  const atom = (): Tree => {
    const token = here();
    if (token.kind === "number") {
      place++;
      const value = Number(token.text);
      return Number.isFinite(value) ? { kind: "number", value } : fail(`${token.text} is too large a number`);
    }
    if (token.kind === "name") {
      place++;
      return take("(") ? call(token) : { kind: "name", name: token.text };
    }
    if (take("(")) {
      const tree = sum();
      return take(")") ? tree : fail(`“)” is missing before ${here().text}`);
    }
    return fail(token.kind === "end" ? "the formula ends too early" : `“${token.text}” is out of place`);
  };

  const call = ({ text }: Token): Tree => {
    const fn = text === "ln" ? "log" : text;
    const first = sum();
    if (fn === "min" || fn === "max") {
      if (!take(",")) return fail(`${fn} takes two values`);
      const second = sum();
      return take(")") ? { kind: fn, left: first, right: second } : fail("“)” is missing");
    }
    const known = functions.find((one): one is Fn => one === fn);
    if (known === undefined) return fail(`there is no function “${text}”: exp, log, sqrt, tanh, min, max`);
    return take(")") ? { kind: "call", fn: known, of: first } : fail("“)” is missing");
  };

  const tree = sum();
  if (error === undefined && here().kind !== "end") fail(`“${here().text}” is out of place`);
  return error ?? tree;
}
