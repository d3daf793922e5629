import { button, type Control } from "../shared/controls";
import { element } from "../shared/dom";
import { severalOf, type Several } from "../shared/popover";
import type { Choose, Controls } from "./choosing";
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

/** One multiple choice for each facet that varies. */
function filterControls(choose: Choose): Controls {
  const host = element("div", { class: "controls filters" });
  const made = new Map<string, Control<Several>>();
  return {
    hosts: [host],
    show: ({ filter }, { filters }) => {
      for (const [facet, control] of made) {
        if (filters.some((other) => other.facet === facet)) continue;
        control.host.remove();
        made.delete(facet);
      }
      for (const { facet, label, values } of filters) {
        const control =
          made.get(facet) ??
          severalOf(label, { all: "All" }, (value) => {
            choose({ filter: { [facet]: value === "all" ? [] : value } });
          });
        if (!made.has(facet)) host.append(control.host);
        made.set(facet, control);
        const kept = filter[facet] ?? [];
        control.set({ options: values, value: kept.length === 0 ? "all" : kept });
      }
      host.hidden = filters.length === 0;
    },
  };
}
