import type { Option } from "./choice";

/** A control as plain data: the page draws kinds, and knows no choice by its name. */
export type Control = OneControl | ManyControl | TypedControl | SliderControl;

interface ControlBase {
  /** Comes back in `patchOf`: "fit.points", "trends.smoothing", "filter.mix". */
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
export interface OneControl extends ControlBase {
  readonly kind: "one";
  readonly value: string;
  readonly options: readonly Option[];
}

/** Several of a list. No value at all means every option ("all": every box is on), or what is found by itself ("none" is on). */
export interface ManyControl extends ControlBase {
  readonly kind: "many";
  readonly value: readonly string[];
  readonly options: readonly Option[];
  readonly empty: { readonly means: "all" | "none"; readonly label: string };
}

/** A field to type in; `options` are values worth offering. */
export interface TypedControl extends ControlBase {
  readonly kind: "text" | "number";
  readonly value: string;
  readonly options: readonly Option[];
}

export interface SliderControl extends ControlBase {
  readonly kind: "slider";
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly step: number;
}
