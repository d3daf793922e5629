import type { Coefficients } from "../../src/core/views/views";
import type { Intent } from "../../src/protocol/intents";
import { element, fill, setText } from "../shared/dom";
import { popover } from "../controls/popover";
import "./coefficients.css";
import { openLawTable } from "./lawTable";

/** The coefficients of every group, and the protocol that made them. */
export interface CoefficientsPane {
  readonly host: HTMLElement;
  readonly show: (coefficients: Coefficients) => void;
}

const formats = [
  { what: "csv", label: "CSV" },
  { what: "markdown", label: "Markdown" },
  { what: "latex", label: "LaTeX" },
  { what: "json", label: "JSON" },
] as const;

export function openCoefficients(send: (intent: Intent) => void): CoefficientsPane {
  const pick = (group: string): void => {
    send({ type: "picked", target: { kind: "group", group } });
  };
  const table = openLawTable("Coefficients", pick);
  const failed = openLawTable("Groups that need attention", pick);
  const failures = element("summary", {}, "");
  const attention = element("details", { class: "attention" }, failures, failed.host);
  const tally = element("p", { class: "tally" });
  const protocol = element("dl", { class: "protocol" });
  const none = element("p", { class: "quiet" }, "No law has been fitted yet.");
  const head = element("div", { class: "side-head" }, element("h2", {}, "Coefficients"), copyMenu(send));
  const protocolPart = element("section", { "aria-label": "Protocol" }, element("h2", {}, "Protocol"), protocol);
  const parts = [head, none, tally, table.host, attention, protocolPart];
  const host = element("section", { class: "laws", "aria-label": "Coefficients" }, ...parts);
  let described = "";
  let marked: string | undefined;
  return {
    host,
    show: (coefficients) => {
      const { rows } = coefficients;
      const bad = rows.filter((row) => row.attention);
      none.hidden = rows.length > 0;
      head.classList.toggle("without", rows.length === 0);
      tally.hidden = coefficients.tally === "";
      setText(tally, coefficients.tally);
      table.show(rows.filter((row) => !row.attention));
      failed.show(bad);
      attention.hidden = bad.length === 0;
      setText(failures, `Needs attention (${bad.length})`);
      protocolPart.hidden = coefficients.protocol.length === 0;
      const lines = coefficients.protocol.flatMap(({ label, text }) => [
        element("dt", {}, label),
        element("dd", {}, text),
      ]);
      const key = JSON.stringify(coefficients.protocol);
      if (key !== described) fill(protocol, ...lines);
      described = key;
      const now = rows.find((row) => row.marked);
      const isNew = now?.id !== marked;
      if (isNew && now?.attention === true) attention.open = true;
      for (const one of [table, failed]) one.mark(now?.id, isNew);
      marked = now?.id;
    },
  };
}

function copyMenu(send: (intent: Intent) => void): HTMLElement {
  const items = formats.map(({ what, label }) => {
    const item = element("button", { type: "button", class: "menu-item" }, label);
    item.addEventListener("click", () => {
      send({ type: "copied", what });
      sheet.hidePopover();
    });
    return item;
  });
  const sheet = element("div", { class: "menu", role: "group", "aria-label": "Copy the coefficients as" }, ...items);
  return popover("", "Copy as", sheet, "quiet").host;
}
