import type { Control } from "../../src/core/choices/control";
import { element, fill } from "../shared/dom";
import type { DrawnControl } from "./control";
import "./filters.css";
import { underLabel } from "./label";
import { popover } from "./popover";

/** So many filters stand side by side; more of them share one sheet. */
const most = 3;

/** Whether so many filters share a sheet, where their boxes need no button of their own. */
export const shareSheet = (filters: number): boolean => filters > most;

/** Which runs are shown: the controls of the filters, side by side or in one sheet. */
export interface Filters {
  readonly host: HTMLElement;
  readonly arrange: (filters: readonly { readonly label: string; readonly drawn: DrawnControl }[]) => void;
  /** What the button of the sheet says. */
  readonly show: (filters: readonly Control[]) => void;
}

export function openFilters(): Filters {
  const host = element("div", { class: "controls filters" });
  const columns = element("div", { class: "filter-columns" });
  const sheet = popover("Filters", "All", element("div", {}, columns));
  const shared = underLabel("Filters", sheet.host);
  return {
    host,
    arrange: (filters) => {
      const together = shareSheet(filters.length);
      const titled = filters.map(({ label, drawn }) =>
        element("div", { class: "filter-column" }, element("h3", {}, label), drawn.host),
      );
      fill(columns, ...(together ? titled : []));
      fill(host, ...(together ? [shared] : filters.map(({ drawn }) => drawn.host)));
      host.hidden = filters.length === 0;
    },
    show: (filters) => {
      const active = filters.filter((filter) => filter.kind === "many" && filter.value.length > 0);
      sheet.say(wordsFor(active));
      shared.title = active.map(({ label }) => label).join(", ");
    },
  };
}

function wordsFor(active: readonly Control[]): string {
  const [first] = active;
  if (first === undefined) return "All";
  return active.length === 1 ? first.label : `${active.length} facets`;
}
