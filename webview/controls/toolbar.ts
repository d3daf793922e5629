import type { Control } from "../../src/core/choices/control";
import type { PanelView } from "../../src/core/views/views";
import { element, fill } from "../shared/dom";
import { drawControl, type DrawnControl, type SetTexts } from "./control";
import { openFilters, shareSheet } from "./filters";
import { openFitButton } from "./fitButton";
import { openSheet } from "./sheet";
import "./toolbar.css";

type Offered = Pick<PanelView, "controls" | "protocolWords" | "showsFits" | "busy">;

/** What can be chosen in the open view, whatever that is: controls side by side, those of the protocol's sheet, and the filters. */
export interface Toolbar {
  readonly host: HTMLElement;
  readonly show: (view: Offered) => void;
  /** Says why what was typed in a control is not taken. */
  readonly refuse: (key: string, message: string) => void;
}

export function openToolbar(set: (key: string, texts: readonly string[]) => void, fit: () => void): Toolbar {
  const main = element("div", { class: "controls" });
  const sheet = openSheet("Protocol");
  const filters = openFilters();
  const go = openFitButton(fit);
  const parts = [main, sheet.host, filters.host, go.host];
  const host = element("div", { class: "toolbar", role: "group", "aria-label": "Choices" }, ...parts);
  const controls = openControls(set);
  let arranged = "";
  const arrange = (all: readonly Control[]): void => {
    const of = (group: Control["group"]): readonly Control[] => all.filter((control) => control.group === group);
    const drawn = (one: Control): DrawnControl => controls.draw(one, false);
    fill(main, ...of("main").map((one) => drawn(one).host));
    sheet.arrange(linesOf(of("protocol")).map((line) => line.map(drawn)));
    const bare = shareSheet(of("filter").length);
    filters.arrange(of("filter").map((one) => ({ label: one.label, drawn: controls.draw(one, bare) })));
  };
  return {
    host,
    show: (view) => {
      const structure = structureOf(view.controls);
      if (structure !== arranged) arrange(view.controls);
      arranged = structure;
      controls.show(view.controls);
      sheet.show(view.protocolWords);
      filters.show(view.controls.filter(({ group }) => group === "filter"));
      go.host.hidden = !view.showsFits;
      go.show(view.busy);
    },
    refuse: controls.refuse,
  };
}

/** What the elements of a toolbar depend on: while it stays the same, controls only get newer values. */
function structureOf(controls: readonly Control[]): string {
  return JSON.stringify(controls.map(({ key, kind, label, group, line }) => [key, kind, label, group, line]));
}

/** Controls in lines: those that say the same line together, lines in the order in which they first occur. */
function linesOf(controls: readonly Control[]): readonly (readonly Control[])[] {
  const lines = new Map<string, Control[]>();
  for (const control of controls) lines.set(control.line, [...(lines.get(control.line) ?? []), control]);
  return [...lines.values()];
}

interface Controls {
  /** The control as it was drawn before, or drawn now. */
  readonly draw: (control: Control, bare: boolean) => DrawnControl;
  readonly show: (controls: readonly Control[]) => void;
  readonly refuse: (key: string, message: string) => void;
}

/** Controls by their keys: they live on while another view is open, so that what was typed is still there. */
function openControls(set: (key: string, texts: readonly string[]) => void): Controls {
  const known = new Map<string, { readonly shape: string; readonly drawn: DrawnControl }>();
  return {
    draw: (control, bare) => {
      const shape = JSON.stringify([control.kind, control.label, bare]);
      const before = known.get(control.key);
      if (before?.shape === shape) return before.drawn;
      const say: SetTexts = (texts) => {
        set(control.key, texts);
      };
      const drawn = drawControl(control, say, bare);
      known.set(control.key, { shape, drawn });
      return drawn;
    },
    show: (controls) => {
      for (const control of controls) {
        const drawn = known.get(control.key)?.drawn;
        drawn?.show(control);
        if (drawn !== undefined) drawn.host.hidden = !control.applies;
      }
    },
    refuse: (key, message) => {
      known.get(key)?.drawn.refuse(message);
    },
  };
}
