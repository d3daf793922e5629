import type { Choice, ControlKind, Offer, Option } from "./choice";

/** A control as plain data: the page draws kinds, and knows no choice by its name. */
export type Control = OneControl | ManyControl | TypedControl | SliderControl;

interface ControlBase {
  /** Comes back in `patchOf`: "fit.points", "curves.smoothing", "filter.mix". */
  readonly key: string;
  readonly label: string;
  /** A sentence for the tooltip; "" where the label says it. */
  readonly hint: string;
  /** False where it has no effect under the other values: not shown. */
  readonly applies: boolean;
  /** On the toolbar, in the sheet of the protocol, or among the filters. */
  readonly group: "main" | "protocol" | "filter";
  /** Controls of the sheet that say the same stand in one line. */
  readonly line: string;
}

/** One of a list. A value that is not among the options is in force all the same: it is shown as itself. */
interface OneControl extends ControlBase {
  readonly kind: "one";
  readonly value: string;
  readonly options: readonly Option[];
}

/** Several of a list. No value at all means every option ("all": every box is on), or what is found by itself ("none" is on). */
export interface ManyControl extends ControlBase {
  readonly kind: "many";
  readonly value: readonly string[];
  readonly options: readonly Option[];
  readonly empty: { readonly means: "all" | "none"; readonly label: string; readonly hint: string };
}

/** A field to type in; `options` are values worth offering. */
interface TypedControl extends ControlBase {
  readonly kind: "text" | "number";
  readonly value: string;
  readonly options: readonly Option[];
}

interface SliderControl extends ControlBase {
  readonly kind: "slider";
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly step: number;
}

/** Values of every section, with what is shown of each facet: `Choices` of the state. */
export interface Chosen {
  readonly filter: Readonly<Record<string, readonly string[]>>;
  readonly curves: object;
  readonly fit: object;
}

/** A control for each choice of a list, with what is chosen now. */
export function controlsOf(list: readonly Choice[], chosen: Chosen, offer: Offer): readonly Control[] {
  return list.map((choice) => controlOf(choice, chosen[choice.section], offer));
}

/** A control for each facet that varies: which of its values are shown. */
export function filterControlsOf({ filter }: Chosen, { facets }: Offer): readonly Control[] {
  return [...facets].map(([facet, values]) => ({
    kind: "many",
    key: `filter.${facet}`,
    label: facet,
    hint: "",
    applies: true,
    group: "filter",
    line: "",
    value: filter[facet] ?? [],
    options: values.map((value) => ({ value, label: value === "" ? "(none)" : value, hint: "" })),
    empty: { means: "all", label: "All", hint: "" },
  }));
}

function controlOf(choice: Choice, values: object, offer: Offer): Control {
  const { section, key, label, hint, control, group, line = key } = choice;
  const base = { key: `${section}.${key}`, label, hint, group, line, applies: choice.applies?.(values) ?? true };
  const texts = choice.write(values);
  const [text = ""] = texts;
  const options = choice.options?.(offer) ?? [];
  switch (control.kind) {
    case "one":
      return { ...base, kind: control.kind, value: text, options };
    case "many":
      return { ...base, kind: control.kind, value: texts, options, empty: emptyOf(control, offer) };
    case "text":
    case "number":
      return { ...base, kind: control.kind, value: text, options };
    case "slider":
      return { ...base, ...control, value: Number(text) };
  }
}

function emptyOf({ empty }: ControlKind & { readonly kind: "many" }, offer: Offer): ManyControl["empty"] {
  return { means: empty.means, label: empty.label, hint: empty.hint?.(offer) ?? "" };
}
