import type { PanelView } from "../../src/core/views/views";
import { button } from "./widgets";
import { element } from "../shared/dom";
import type { Choose } from "./choosing";
import { filterControls } from "./filterControls";
import { fitControls } from "./fitControls";
import { trendsControls } from "./trendsControls";

/** What can be chosen for the shown tab, with the filters by facet; in Scaling with the button that fits. */
export function openToolbar(
  choose: Choose,
  fit: () => void,
): { readonly host: HTMLElement; readonly show: (view: Pick<PanelView, "choices" | "menus" | "busy">) => void } {
  const trends = trendsControls(choose);
  const scaling = fitControls(choose);
  const filters = filterControls(choose);
  const go = fitButton(fit);
  const trendsRow = element("div", { class: "controls" }, ...trends.hosts);
  const scalingRow = element("div", { class: "controls" }, ...scaling.hosts);
  const host = element(
    "div",
    { class: "toolbar", role: "group", "aria-label": "Choices" },
    trendsRow,
    scalingRow,
    ...filters.hosts,
    go.host,
  );
  return {
    host,
    show: ({ choices, menus, busy }) => {
      trendsRow.hidden = choices.tab !== "trends";
      scalingRow.hidden = choices.tab !== "scaling";
      (choices.tab === "trends" ? trends : scaling).show(choices, menus);
      filters.show(choices, menus);
      go.host.hidden = choices.tab !== "scaling";
      go.show(busy);
    },
  };
}

/**
 * The button that fits. While there is work it says which and does nothing, but keeps the focus: a button that is disabled
 * outright would lose it to the top of the page.
 */
function fitButton(fit: () => void): { readonly host: HTMLElement; readonly show: (busy: PanelView["busy"]) => void } {
  let waiting = false;
  const host = button(
    "Fit",
    () => {
      if (!waiting) fit();
    },
    "primary",
  );
  host.classList.add("fit-button");
  return {
    host,
    show: (busy) => {
      waiting = busy !== undefined;
      host.title = busy === undefined ? "Fit the law again with these choices" : `${busy.label} …`;
      host.setAttribute("aria-disabled", String(waiting));
    },
  };
}
