/** Small helpers to build the page. Text goes in as text nodes only: nothing from a log is ever markup. */

type Attributes = Readonly<Record<string, string>>;

/** An element with attributes and children; a string child is a text node. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** Gives a node exactly these children. */
export function fill(parent: Element, ...children: readonly (Node | string)[]): void {
  parent.replaceChildren(...children);
}

/** Sets a text only where it changed, so that a redraw does not disturb selections or screen readers. */
export function setText(node: Element, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}

/** Scrolls just as far as it takes to see an element; without a glide for people who asked for less motion. */
export function reveal(node: Element | undefined): void {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  node?.scrollIntoView({ block: "nearest", inline: "nearest", behavior: calm ? "auto" : "smooth" });
}

const svgSpace = "http://www.w3.org/2000/svg";

/** An SVG drawing of one path. */
export function icon(path: string, size = 16): SVGSVGElement {
  const svg = document.createElementNS(svgSpace, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("width", String(size));
  svg.setAttribute("height", String(size));
  svg.setAttribute("aria-hidden", "true");
  svg.classList.add("icon");
  const shape = document.createElementNS(svgSpace, "path");
  shape.setAttribute("d", path);
  svg.append(shape);
  return svg;
}

export const icons = {
  chevron: "M3.6 5.3 8 9.7l4.4-4.4.7.7L8 11.1 2.9 6z",
  warning: "M8 1.6 15 14H1zm0 2L2.7 13h10.6zM7.5 6.5h1v3.6h-1zm0 4.4h1v1h-1z",
  info: "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zm0 1a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM7.5 7h1v4.5h-1zm0-2.5h1v1h-1z",
} as const;

/** Calls `act` at most once every `wait` ms, always with the newest argument, and once more after the last call. */
export function throttled<T>(wait: number, act: (value: T) => void): (value: T) => void {
  let newest: { readonly value: T } | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const fire = (): void => {
    timer = undefined;
    if (newest === undefined) return;
    const { value } = newest;
    newest = undefined;
    act(value);
    timer = setTimeout(fire, wait);
  };
  return (value) => {
    newest = { value };
    if (timer === undefined) fire();
  };
}

/** Calls `act` once nothing was asked for `wait` ms. */
export function debounced(wait: number, act: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, wait);
  };
}
