import { reveal } from "../shared/dom";

/** Lets the charts of these ids stand out, and no others; `scroll` brings the first of them into view. */
export function noteCharts(host: HTMLElement, charts: readonly string[], scroll: boolean): void {
  const wanted = new Set(charts);
  const figures = [...host.querySelectorAll<HTMLElement>("figure.chart")];
  const noted = figures.filter((figure) => wanted.has(figure.dataset["chart"] ?? ""));
  // All of them is none that stands out.
  for (const figure of figures)
    figure.classList.toggle("noted", noted.length < figures.length && noted.includes(figure));
  if (scroll) reveal(noted[0]);
}
