import "./nonce";
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDropdown,
  vsCodeOption,
  vsCodePanels,
  vsCodePanelTab,
  vsCodePanelView,
  vsCodeProgressRing,
  vsCodeTextField,
  type Button,
  type Checkbox,
  type Dropdown,
  type Option as OptionElement,
  type PanelTab,
  type Panels,
  type PanelView,
  type ProgressRing,
  type TextField,
} from "@vscode/webview-ui-toolkit";
import type { Option } from "../../src/core/choices/choice";
import { element } from "../shared/dom";
import { labelled, type Shown } from "./label";

provideVSCodeDesignSystem().register(
  vsCodeButton(),
  vsCodeCheckbox(),
  vsCodeDropdown(),
  vsCodeOption(),
  vsCodePanels(),
  vsCodePanelTab(),
  vsCodePanelView(),
  vsCodeProgressRing(),
  vsCodeTextField(),
);

declare global {
  interface HTMLElementTagNameMap {
    "vscode-button": Button;
    "vscode-checkbox": Checkbox;
    "vscode-dropdown": Dropdown;
    "vscode-option": OptionElement;
    "vscode-panels": Panels;
    "vscode-panel-tab": PanelTab;
    "vscode-panel-view": PanelView;
    "vscode-progress-ring": ProgressRing;
    "vscode-text-field": TextField;
  }
}

/** What a dropdown shows; `hint` where the chosen option has none of its own. */
export interface Dropped {
  readonly options: readonly Option[];
  readonly value: string;
  readonly hint: string;
}

/** A dropdown. A current value that is not among the options is offered as itself, so that what is in force is never hidden. */
export function dropdown(label: string, choose: (value: string) => void): Shown<Dropped> {
  const box = element("vscode-dropdown");
  const host = labelled(label, box);
  let offered = "";
  let current = "";
  box.addEventListener("change", () => {
    if (box.value !== current) choose(box.value);
  });
  return {
    host,
    set: ({ options, value, hint }) => {
      // Someone is choosing: what is newer is shown when they are done.
      if (box.open) return;
      const all = options.some((option) => option.value === value)
        ? options
        : [...options, { value, label: value, hint: "" }];
      const key = JSON.stringify(all);
      if (key !== offered) {
        box.replaceChildren(...all.map(optionNode));
        box.style.width = `${widthFor(all.map((option) => option.label))}px`;
      }
      offered = key;
      current = value;
      box.value = value;
      const chosen = all.find((option) => option.value === value);
      host.title = chosen === undefined || chosen.hint === "" ? hint : chosen.hint;
    },
  };
}

let ruler: CanvasRenderingContext2D | null | undefined;

/** A width that shows the longest label whole, within limits. */
function widthFor(labels: readonly string[]): number {
  ruler ??= document.createElement("canvas").getContext("2d");
  if (ruler === null) return 140;
  const { fontSize, fontFamily } = getComputedStyle(document.body);
  ruler.font = `${fontSize} ${fontFamily}`;
  const widest = Math.max(0, ...labels.map((label) => ruler?.measureText(label).width ?? 0));
  return Math.round(Math.min(230, Math.max(72, widest + 42)));
}

function optionNode({ value, label, hint }: Option): HTMLElement {
  return element("vscode-option", { value, title: hint }, label);
}

export function button(
  label: string,
  press: () => void,
  appearance: "primary" | "secondary" | "icon" = "secondary",
): Button {
  const made = element("vscode-button", { appearance }, label);
  made.addEventListener("click", press);
  return made;
}

export function checkbox(
  label: string,
  change: (on: boolean) => void,
): { readonly host: HTMLElement; readonly set: (on: boolean) => void } {
  const box = element("vscode-checkbox", {}, label);
  let shown = false;
  box.addEventListener("change", () => {
    if (box.checked === shown) return;
    shown = box.checked;
    change(shown);
  });
  return {
    host: box,
    set: (on) => {
      shown = on;
      box.checked = on;
    },
  };
}

/** A text field that says what was typed when it is left or on Enter. `refuse` marks what was typed as not taken, and says why. */
export function textField(
  label: string,
  hint: string,
  submit: (text: string) => void,
): Shown<string> & { readonly refuse: (message: string) => void } {
  const field = element("vscode-text-field", { title: hint, size: "8" });
  const host = labelled(label, field);
  let shown = "";
  let said = "";
  const mark = (message: string): void => {
    field.classList.toggle("invalid", message !== "");
    field.setAttribute("aria-invalid", String(message !== ""));
    field.title = message === "" ? hint : message;
  };
  const say = (): void => {
    // Enter and then leaving the field are one and the same answer.
    if (field.value === shown || field.value === said) return;
    said = field.value;
    mark("");
    submit(said);
  };
  field.addEventListener("change", say);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") say();
  });
  return {
    host,
    set: (value) => {
      if (value === shown || document.activeElement === field) return;
      shown = value;
      said = value;
      field.value = value;
      mark("");
    },
    refuse: mark,
  };
}

export interface Tabs {
  readonly names: readonly { readonly id: string; readonly label: string }[];
  readonly open: string;
}

/** Tabs of the page; the content below is one and the same place, so the views of the panels stay empty. */
export function tabs(choose: (id: string) => void): Shown<Tabs> {
  const host = element("div", { class: "tabs-place" });
  let made: { readonly key: string; readonly panels: Panels } | undefined;
  let shown = "";
  return {
    host,
    set: ({ names, open }) => {
      shown = open;
      const key = JSON.stringify(names);
      if (made?.key !== key) {
        const panels = panelsFor(names, (id) => {
          // The element also says this when it is put on the page, before it is told which tab is open.
          if (id === shown) return;
          shown = id;
          choose(id);
        });
        host.replaceChildren(panels);
        made = { key, panels };
      }
      made.panels.activeid = tabId(open);
    },
  };
}

const tabId = (id: string): string => `tab-${id}`;

function panelsFor(names: Tabs["names"], choose: (id: string) => void): Panels {
  const panels = element("vscode-panels", { class: "tabs", "aria-label": "Views" });
  for (const { id, label } of names) panels.append(element("vscode-panel-tab", { id: tabId(id) }, label));
  for (const { id } of names) panels.append(element("vscode-panel-view", { id: `view-${id}` }));
  panels.addEventListener("change", () => {
    const open = names.find(({ id }) => tabId(id) === panels.activeid);
    if (open !== undefined) choose(open.id);
  });
  return panels;
}

/** Turns while there is work; what the work is stands beside it in words, so that screen readers need not be told "Loading". */
export function progressRing(): HTMLElement {
  return element("span", { "aria-hidden": "true", class: "ring" }, element("vscode-progress-ring"));
}
