import { isBlank, type Figure } from "../../src/core/views/figure";
import { element, setText } from "../shared/dom";

/** What of a figure is on the screen. */
interface Drawn {
  readonly charts: number;
  readonly points: number;
}

/** Draws figures of one kind, into one place on the page. */
export interface Drawer<K extends Figure["kind"]> {
  readonly host: HTMLElement;
  readonly show: (figure: Extract<Figure, { readonly kind: K }>) => Drawn;
}

/** One drawer for each kind of figure. */
export type Drawers = { readonly [K in Figure["kind"]]: Drawer<K> };

/** The place of the figure: whatever view is open, the drawer of its figure's kind draws it. */
export interface FigurePane {
  readonly hosts: readonly HTMLElement[];
  /** Shows a figure, or `nothing` (a sentence) where it is blank. */
  readonly show: (figure: Figure, nothing: string) => Drawn;
}

export function openFigure(drawers: Drawers): FigurePane {
  const words = element("p", { class: "nothing" });
  return {
    hosts: [words, ...Object.values(drawers).map(({ host }) => host)],
    show: (figure, nothing) => {
      const blank = isBlank(figure);
      setText(words, blank ? nothing : "");
      words.hidden = !blank;
      for (const [kind, { host }] of Object.entries(drawers)) host.hidden = blank || kind !== figure.kind;
      return draw(drawers, figure);
    },
  };
}

function draw(drawers: Drawers, figure: Figure): Drawn {
  switch (figure.kind) {
    case "grid":
      return drawers.grid.show(figure);
    case "table":
      return drawers.table.show(figure);
    case "text":
      return drawers.text.show(figure);
  }
}
