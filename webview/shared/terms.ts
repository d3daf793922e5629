import type { Equation } from "../../src/core/print/equation";

type Pieces = Equation["pieces"];

/**
 * The terms of a law, each of them pieces: a line may end between two and never inside one. A term starts with its sign, as a
 * formula is broken in print; what stands in brackets is one with its term.
 */
export function termsOf(pieces: Pieces): readonly Pieces[] {
  const terms: Pieces[number][][] = [[]];
  let depth = 0;
  for (const { text, raised } of pieces) {
    let start = 0;
    for (let at = 0; at < text.length; at++) {
      depth += depthOf(text[at]);
      if (raised || depth > 0 || !/^ [+−] /.test(text.slice(at, at + 3))) continue;
      terms.at(-1)?.push({ text: text.slice(start, at), raised });
      terms.push([]);
      start = at + 1;
    }
    terms.at(-1)?.push({ text: text.slice(start), raised });
  }
  return terms.map((term) => term.filter(({ text }) => text !== "")).filter((term) => term.length > 0);
}

function depthOf(letter = ""): number {
  if (letter === "(") return 1;
  return letter === ")" ? -1 : 0;
}

/** About the width of pieces in CSS pixels at the size of notes, before they stand anywhere. */
export function widthOf(pieces: Pieces): number {
  return pieces.reduce((sum, { text, raised }) => sum + text.length * (raised ? 5.2 : 6.6), 0);
}
