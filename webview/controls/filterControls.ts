import type { Choices } from "../../src/core/state/choices";
import type { Menus } from "../../src/core/views/views";
import { element, fill } from "../shared/dom";
import { underLabel, type Control } from "./label";
import { checks, popover, severalOf, type Several } from "./popover";
import type { Choose, Controls } from "./choosing";

/** So many facets have a control of their own; more of them share one sheet. */
const most = 3;

/** What is shown of each facet that varies. */
export function filterControls(choose: Choose): Controls {
  const host = element("div", { class: "controls filters" });
  const columns = element("div", { class: "filter-columns" });
  const sheet = popover("Filters", "All", element("div", {}, columns));
  const shared = underLabel("Filters", sheet.host);
  let made = new Map<string, Control<Several>>();
  let key = "";
  return {
    hosts: [host],
    show: ({ filter }, { filters }) => {
      const together = filters.length > most;
      const wanted = JSON.stringify(filters.map(({ facet, label }) => [facet, label]));
      if (wanted !== key) {
        made = new Map(filters.map(({ facet, label }) => [facet, oneFilter(facet, label, together, choose)]));
        const titled = filters.map(({ facet, label }) =>
          element("div", { class: "filter-column" }, element("h3", {}, label), made.get(facet)?.host ?? ""),
        );
        if (together) fill(columns, ...titled);
        fill(host, ...(together ? [shared] : [...made.values()].map((control) => control.host)));
      }
      key = wanted;
      for (const { facet, values } of filters) made.get(facet)?.set({ options: values, value: kept(filter, facet) });
      const active = filters.filter(({ facet }) => kept(filter, facet) !== "all");
      sheet.say(saying(active));
      shared.title = active.map(({ label }) => label).join(", ");
      host.hidden = filters.length === 0;
    },
  };
}

function oneFilter(facet: string, label: string, together: boolean, choose: Choose): Control<Several> {
  return (together ? checks : severalOf)(label, { all: "All" }, (value) => {
    choose({ filter: { [facet]: value === "all" ? [] : value } });
  });
}

function kept(filter: Choices["filter"], facet: string): readonly string[] | "all" {
  const values = filter[facet] ?? [];
  return values.length === 0 ? "all" : values;
}

function saying(active: Menus["filters"]): string {
  const [first] = active;
  if (first === undefined) return "All";
  return active.length === 1 ? first.label : `${active.length} facets`;
}
