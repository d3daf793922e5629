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
import type { Option } from "../../src/core/views/views";
import { element } from "../shared/dom";
import { labelled, type Control } from "./label";

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

export interface Choice {
  readonly options: readonly Option[];
  readonly value: string;
}

/** A dropdown. A current value that is not among the options is offered as itself, so that what is in force is never hidden. */
export function dropdown(label: string, choose: (value: string) => void): Control<Choice> {
  const box = element("vscode-dropdown");
  const host = labelled(label, box);
  let offered = "";
  let current = "";
  box.addEventListener("change", () => {
    if (box.value !== current) choose(box.value);
  });
  return {
    host,
    set: ({ options, value }) => {
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
      host.title = chosen?.hint ?? "";
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

/** A text field that is read when left or on Enter. `read` answers undefined for what it does not take: the field then says so. */
export function textField(label: string, hint: string, read: (text: string) => boolean): Control<string> {
  const field = element("vscode-text-field", { title: hint, size: "8" });
  const host = labelled(label, field);
  let shown = "";
  const submit = (): void => {
    if (field.value === shown) return;
    const good = read(field.value);
    field.classList.toggle("invalid", !good);
    field.setAttribute("aria-invalid", String(!good));
    if (good) shown = field.value;
  };
  field.addEventListener("change", submit);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") submit();
  });
  return {
    host,
    set: (value) => {
      if (value === shown || document.activeElement === field) return;
      shown = value;
      field.value = value;
      field.classList.remove("invalid");
    },
  };
}

/** Tabs of the page; the content below is one and the same place, so the views of the panels stay empty. */
export function tabs(
  names: readonly { readonly id: string; readonly label: string }[],
  choose: (id: string) => void,
): Control<string> {
  const panels = element("vscode-panels", { class: "tabs", "aria-label": "Views" });
  for (const { id, label } of names) {
    panels.append(element("vscode-panel-tab", { id: `tab-${id}` }, label));
  }
  for (const { id } of names) panels.append(element("vscode-panel-view", { id: `view-${id}` }));
  let shown = "";
  panels.addEventListener("change", () => {
    const id = panels.activeid.replace(/^tab-/, "");
    // The element also says this when it is put on the page, before any view told which tab is shown.
    if (shown === "" || id === shown || !names.some((name) => name.id === id)) return;
    shown = id;
    choose(id);
  });
  return {
    host: panels,
    set: (id) => {
      shown = id;
      panels.activeid = `tab-${id}`;
    },
  };
}

/** Turns while there is work; what the work is stands beside it in words, so that screen readers need not be told "Loading". */
export function progressRing(): HTMLElement {
  return element("span", { "aria-hidden": "true", class: "ring" }, element("vscode-progress-ring"));
}
