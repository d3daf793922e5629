import { option, written } from "../make";

export interface RowsField {
  /** A facet, "none", or "auto": the facet whose values are studies of their own. A facet that no run has makes one row. */
  readonly rows: string;
}

export const rows = written<RowsField>("rows", {
  section: "curves",
  label: "Rows",
  hint: "What stands in a row of charts of its own",
  default: "auto",
  control: { kind: "one" },
  options: ({ facets }) => [
    option("auto", "Automatic", "A row for each part of the study in which other things were varied."),
    option("none", "One row"),
    ...[...facets.keys()].map((facet) => option(facet, facet)),
  ],
  check: () => undefined,
  group: "main",
});
