import { ParameterError } from "./given";
import { operators, tokenize, type Operator, type Token } from "./whereTokens";

/**
 * The language of `--where`: comparisons of a run's facets and facts, joined by `&&`, `||`, `!` and parentheses.
 *
 *     mix=45-45-10 && N<1B          init!=late || (D>=4e11 && !name~test)
 *
 * `=` and `!=` compare as numbers where both sides are numbers, else as texts; `~` asks whether the text contains the other.
 * A side with blanks or operators in it stands in quotes. Nothing is evaluated but this.
 */
export type Where = (run: Facts) => boolean;

/** What a run answers to a name: a number, a text, or undefined when it has none. */
type Facts = (name: string) => number | string | undefined;

/** It is read by recursion. */
const longest = 2000;

/**
 * Reads an expression. `names` are those it asks for, so that the caller can refuse the ones that no run has. Throws a ParameterError
 * that begins with `name`, what the expression was given as.
 */
export function parseWhere(text: string, name: string): { readonly where: Where; readonly names: readonly string[] } {
  if (text.length > longest) throw new ParameterError(`${name}: an expression has at most ${longest} characters`);
  const cursor = new Cursor(text, name);
  const where = either(cursor);
  if (cursor.peek().kind !== "end") throw cursor.expected("&& or ||", cursor.peek());
  return { where, names: cursor.names };
}

/** The tokens of an expression, and how far they were taken. */
class Cursor {
  /** Names that the expression asks for. */
  readonly names: string[] = [];
  readonly #text: string;
  readonly #given: string;
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(text: string, given: string) {
    this.#text = text;
    this.#given = given;
    this.#tokens = tokenize(text, given);
  }

  peek(): Token {
    return this.#tokens[this.#next] ?? { kind: "end", text: "", at: this.#text.length };
  }

  take(): Token {
    const token = this.peek();
    this.#next++;
    return token;
  }

  /** Takes the mark if it is next. */
  took(mark: string): boolean {
    const { kind, text } = this.peek();
    if (kind !== "mark" || text !== mark) return false;
    this.#next++;
    return true;
  }

  expected(what: string, { kind, text, at }: Token): ParameterError {
    const found = kind === "end" ? "the end" : `"${text}" (character ${at + 1})`;
    return new ParameterError(`${this.#given}: ${what} expected at ${found}`);
  }
}

function either(cursor: Cursor): Where {
  let left = both(cursor);
  while (cursor.took("||")) {
    const [first, second] = [left, both(cursor)];
    left = (run) => first(run) || second(run);
  }
  return left;
}

function both(cursor: Cursor): Where {
  let left = not(cursor);
  while (cursor.took("&&")) {
    const [first, second] = [left, not(cursor)];
    left = (run) => first(run) && second(run);
  }
  return left;
}

function not(cursor: Cursor): Where {
  if (cursor.took("!")) {
    const inner = not(cursor);
    return (run) => !inner(run);
  }
  if (!cursor.took("(")) return compared(cursor);
  const inner = either(cursor);
  if (!cursor.took(")")) throw cursor.expected('")"', cursor.peek());
  return inner;
}

function compared(cursor: Cursor): Where {
  const name = cursor.take();
  if (name.kind !== "word" && name.kind !== "quoted") throw cursor.expected("a name", name);
  const operator = cursor.take();
  const compare = operators.find((other) => operator.kind === "operator" && other === operator.text);
  if (compare === undefined) throw cursor.expected(`a comparison (${operators.join(" ")})`, operator);
  const value = cursor.take();
  if (value.kind !== "word" && value.kind !== "quoted") throw cursor.expected("a value", value);
  cursor.names.push(name.text);
  return comparison(name.text, compare, value.text);
}

function comparison(name: string, operator: Operator, value: string): Where {
  const wanted = quantity(value);
  return (run) => {
    const found = run(name);
    const text = found === undefined ? "" : String(found);
    const number = typeof found === "number" ? found : quantity(text);
    const numeric = !Number.isNaN(number) && !Number.isNaN(wanted);
    switch (operator) {
      case "=":
      case "==":
        return numeric ? number === wanted : text === value;
      case "!=":
        return numeric ? number !== wanted : text !== value;
      case "~":
        return text.includes(value);
      case "<":
        return number < wanted;
      case "<=":
        return number <= wanted;
      case ">":
        return number > wanted;
      case ">=":
        return number >= wanted;
    }
  };
}

const suffixes: Readonly<Record<string, number>> = { k: 1e3, K: 1e3, M: 1e6, B: 1e9, T: 1e12 };

/** "1e9" and "1.63B" as numbers; NaN for a text. Stricter than what a person types elsewhere: "45,10" is the name of a mix. */
export function quantity(text: string): number {
  const scale = suffixes[text.at(-1) ?? ""];
  const digits = scale === undefined ? text : text.slice(0, -1);
  return digits.trim() === "" || /[xob]/i.test(digits) ? NaN : Number(digits) * (scale ?? 1);
}
