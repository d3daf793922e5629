import { option, written } from "../make";

export interface ColorByField {
  /** A facet, "size", "run", "domains" (all of them in one chart), or "auto". A facet that no run has any more colours nothing. */
  readonly colorBy: string;
}

export const colorBy = written<ColorByField>("colorBy", {
  section: "curves",
  label: "Colour by",
  hint: "What the colours of the curves tell apart",
  default: "auto",
  control: { kind: "one" },
  options: ({ facets }) => [
    option("auto", "Automatic"),
    option("size", "Model size"),
    option("run", "Run"),
    option("domains", "Domain", "All domains in one chart."),
    ...[...facets.keys()].map((facet) => option(facet, facet)),
  ],
  check: () => undefined,
  group: "main",
});
