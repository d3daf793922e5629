import { element, fill } from "../shared/dom";
import type { Drawer } from "./figure";
import "./figure.css";

/** Draws a figure that is text: a title and paragraphs. */
export function openTextFigure(): Drawer<"text"> {
  const host = element("main", { class: "figure-page text-figure", "aria-label": "Text" });
  let shown = "";
  return {
    host,
    show: ({ title, paragraphs }) => {
      const key = JSON.stringify([title, paragraphs]);
      const head = title === "" ? [] : [element("h2", {}, title)];
      if (key !== shown) fill(host, ...head, ...paragraphs.map((text) => element("p", {}, text)));
      shown = key;
      return { charts: 0, points: 0 };
    },
  };
}
