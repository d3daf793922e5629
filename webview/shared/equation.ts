import type { Equation } from "../../src/core/view/views";
import { element } from "./dom";

/** A law as text with its exponents raised; screen readers get the plain string. */
export function equationNode({ pieces, plain }: Equation): HTMLElement {
  const shown = element("span", { "aria-hidden": "true" });
  shown.append(
    ...pieces.map(({ text, raised }) => (raised ? element("sup", {}, text) : document.createTextNode(text))),
  );
  const spoken = element("span", { class: "unseen" }, plain);
  return element("span", { class: "law-text" }, shown, spoken);
}
