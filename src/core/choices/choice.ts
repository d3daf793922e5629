/**
 * A choice says everything about itself, once: the panel's controls, patches from a page, quick picks, the command line's flags and
 * help, the protocol in words, what-if, the schema and the docs are loops over the list of choices in `index.ts`.
 *
 * `F` are the fields that the choice sets, most often one by its key: `{ bins: number }`. `Protocol` and `Choices` are made of them.
 * Functions of a choice get all values of its section; one that reads the field of another choice says so in its parameter's type
 * (`applies: ({ points }: Points) => …`).
 */
export interface Choice<F extends object = object> {
  /** Unique in its section; the name of its field, where it has one. */
  readonly key: string;
  /** Where its fields stand in `Choices`. */
  readonly section: Section;
  readonly label: string;
  /** What it decides, in one sentence: a control's tooltip, a flag's help, the docs. */
  readonly hint: string;
  /** Each field that it sets. */
  readonly fields: { readonly [K in keyof F]: Field<F[K]> };
  readonly control: ControlKind;
  /** What there is to choose from, where that is a list; of a text or a number: what is worth offering. */
  options?(offer: Offer): readonly Option[];
  /** Reads what was typed or picked: one text, or several where the control is "many". */
  parse(texts: readonly string[]): F | Wrong;
  /** The same texts for values that are set. */
  write(values: F): readonly string[];
  /** Whether it has any effect under the other values; absent: always. */
  applies?(values: object): boolean;
  /** Its line of the protocol in words, undefined where there is nothing to say. */
  describe?(values: object): Line | undefined;
  /** A word or two for a button that stands for many choices; "" where there is nothing to say. */
  short?(values: object): string;
  /** The choices next to this one, for what-if. */
  neighbours?(values: object, context: NeighbourContext): readonly Neighbour[];
  /** On the command line; absent where there is none. */
  readonly flag?: ChoiceFlag;
  /** In the panel: on the toolbar, or in the sheet of the protocol. */
  readonly group: "main" | "protocol";
  /** Choices of the sheet that say the same stand in one line. */
  readonly line?: string;
}

/** A field of the values: what stands in it before anyone has chosen, and what may. */
export interface Field<T = unknown> {
  readonly default: T;
  /** Whether a value from outside (a page, a saved state) may stand in it. */
  accepts(value: unknown): boolean;
  /** The same as a JSON Schema (draft 7), as far as that can say it. */
  readonly schema: Readonly<Record<string, unknown>>;
}

export type Section = "curves" | "fit";

export type ControlKind =
  | { readonly kind: "one" }
  /** `empty` says what no value at all stands for: every option ("all"), or what is found by itself ("none" is ticked). */
  | {
      readonly kind: "many";
      readonly empty: { readonly means: "all" | "none"; readonly label: string; hint?(offer: Offer): string };
    }
  | { readonly kind: "text" }
  | { readonly kind: "number"; readonly low: number; readonly high: number }
  | { readonly kind: "slider"; readonly low: number; readonly high: number; readonly step: number };

/** A thing to choose from. */
export interface Option<T extends string = string> {
  readonly value: T;
  readonly label: string;
  /** One sentence on what it does; "" when the label says it. */
  readonly hint: string;
}

/** Why a text is not taken: what it must be, and where in the text it goes wrong, if that is known. */
export interface Wrong {
  readonly wrong: string;
  readonly at?: number;
}

/** A line of the protocol in words. */
export interface Line {
  readonly label: string;
  readonly text: string;
}

/** A protocol with one choice changed. */
export interface Neighbour {
  /** In words: "log spacing", "δ = 1e-4". */
  readonly change: string;
  /** The fields it sets. */
  readonly choices: Readonly<Record<string, unknown>>;
  /** Set where the runs have to be read anew: the curves do not hold what it takes. */
  readonly rereads?: true;
}

export interface NeighbourContext {
  /** The largest C of the runs, NaN where unknown. */
  readonly largestFlops: number;
}

/** A flag of the command line. Its help is the choice's hint. */
export interface ChoiceFlag {
  /** Without the dashes. */
  readonly name: string;
  /** What stands behind it in the help; the options' values where it is left out. */
  readonly value?: string;
  /** Values worth showing in the help. */
  readonly examples?: readonly string[];
  /** Where the help sends who wants to know more: "see isoflop laws". */
  readonly more?: string;
}

/** What the runs have to choose from. */
export interface Offer {
  /** Facet → its values over all runs. */
  readonly facets: ReadonlyMap<string, readonly string[]>;
  readonly metrics: readonly Option[];
  /** Every key that any run logs. */
  readonly logged: readonly Option[];
  /** The facets that make the groups when nobody says. */
  readonly groupedBy: readonly string[];
}

/** The fields of any choice, by their names. */
export function fieldsOf(choice: Choice): readonly (readonly [string, Field])[] {
  return Object.entries(choice.fields) as [string, Field][];
}

export function isWrong(value: object): value is Wrong {
  return "wrong" in value;
}
