import type { Equation } from "../../src/core/print/equation";
import { element } from "./dom";
import "./equation.css";
import { termsOf } from "./terms";

/** A law as text with its exponents raised, broken only between its terms; screen readers get the plain string. */
export function equationNode({ pieces, plain }: Equation): HTMLElement {
  const shown = element("span", { "aria-hidden": "true" });
  for (const term of termsOf(pieces)) {
    const parts = term.map(({ text, raised }) => (raised ? element("sup", {}, text) : text));
    shown.append(...(shown.hasChildNodes() ? [" "] : []), element("span", { class: "term" }, ...parts));
  }
  const spoken = element("span", { class: "unseen" }, plain);
  return element("span", { class: "law-text" }, shown, spoken);
}
