import type { Choice } from "../choice";
import { areTexts, option } from "../make";

export interface ByField {
  /** Facets that make the groups; "auto" = what varies but sizes, rates, seeds and the like. Empty = one group of all runs. */
  readonly by: readonly string[] | "auto";
}

export const by: Choice<ByField> = {
  key: "by",
  section: "fit",
  label: "Groups by",
  hint: "The facets that make the groups, each with a law of its own",
  fields: {
    by: {
      default: "auto",
      accepts: (value) => value === "auto" || areTexts(value),
      schema: { anyOf: [{ enum: ["auto"] }, { type: "array", items: { type: "string" } }] },
    },
  },
  control: {
    kind: "many",
    empty: {
      means: "none",
      label: "Automatic",
      hint: ({ groupedBy }) => groupedBy.join(" × ") || "all runs together",
    },
  },
  options: ({ facets }) => [...facets.keys()].map((facet) => option(facet, facet)),
  parse: (facets) => {
    if (facets.length === 0 || facets.includes("auto")) return { by: "auto" };
    return { by: facets.filter((facet) => facet !== "none") };
  },
  write: (values) => (values.by === "auto" ? [] : values.by.length === 0 ? ["none"] : values.by),
  group: "main",
  flag: { name: "by", value: "FACET", examples: ["mix"], more: "none = one group of all runs" },
};
