import { button } from "../shared/controls";
import { element } from "../shared/dom";
import type { Choose, Controls } from "./choosing";
import { filterControls } from "./filterControls";
import { fitControls } from "./fitControls";
import { trendsControls } from "./trendsControls";

/** What can be chosen for the shown tab, with the filters by facet; in Scaling with the button that fits. */
export function openToolbar(
  choose: Choose,
  fit: () => void,
): { readonly host: HTMLElement; readonly show: Controls["show"] } {
  const trends = trendsControls(choose);
  const scaling = fitControls(choose);
  const filters = filterControls(choose);
  const go = button("Fit", fit, "primary");
  go.title = "Fit the law again with these choices";
  go.classList.add("fit-button");
  const trendsRow = element("div", { class: "controls" }, ...trends.hosts);
  const scalingRow = element("div", { class: "controls" }, ...scaling.hosts, go);
  const host = element(
    "div",
    { class: "toolbar", role: "group", "aria-label": "Choices" },
    trendsRow,
    scalingRow,
    ...filters.hosts,
  );
  return {
    host,
    show: (choices, menus) => {
      trendsRow.hidden = choices.tab !== "trends";
      scalingRow.hidden = choices.tab !== "scaling";
      (choices.tab === "trends" ? trends : scaling).show(choices, menus);
      filters.show(choices, menus);
    },
  };
}
