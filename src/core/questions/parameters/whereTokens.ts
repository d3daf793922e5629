import { ParameterError } from "./given";

export type Operator = "<=" | ">=" | "!=" | "==" | "=" | "<" | ">" | "~";

export const operators = ["<=", ">=", "!=", "==", "=", "<", ">", "~"] as const satisfies readonly Operator[];
const marks = ["&&", "||", "(", ")", "!"] as const;

export interface Token {
  readonly kind: "word" | "quoted" | "operator" | "mark" | "end";
  readonly text: string;
  /** 0-based, in the expression. */
  readonly at: number;
}

/** Cuts an expression into words, quoted texts, operators and marks. Throws a ParameterError for a quote that is not closed. */
export function tokenize(text: string, name: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    const mark =
      character === "!" && text.charAt(at + 1) === "=" ? undefined : marks.find((m) => text.startsWith(m, at));
    const operator = operators.find((op) => text.startsWith(op, at));
    if (character.trim() === "") at++;
    else if (mark !== undefined) {
      tokens.push({ kind: "mark", text: mark, at });
      at += mark.length;
    } else if (operator !== undefined) {
      tokens.push({ kind: "operator", text: operator, at });
      at += operator.length;
    } else if (character === '"' || character === "'") {
      const close = text.indexOf(character, at + 1);
      if (close < 0) throw new ParameterError(`${name}: the quote at character ${at + 1} is not closed`);
      tokens.push({ kind: "quoted", text: text.slice(at + 1, close), at });
      at = close + 1;
    } else {
      const end = wordEnd(text, at);
      tokens.push({ kind: "word", text: text.slice(at, end), at });
      at = end;
    }
  }
  return tokens;
}

/** Where a bare word ends: at a blank, a quote, a parenthesis, `!`, `&&`, `||` or an operator. */
function wordEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character.trim() === "" || "()!<>=~\"'".includes(character)) break;
    if (text.startsWith("&&", at) || text.startsWith("||", at)) break;
    at++;
  }
  return at;
}
