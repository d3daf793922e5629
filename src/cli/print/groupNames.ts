import type { FittedGroup } from "../../core/state/state";
import { printable, type Cell } from "./table";

/** How the groups of a study are named in a table: their facets, and the domain or metric. */
export interface GroupNames {
  readonly heads: readonly Cell[];
  cells(group: FittedGroup): string[];
  /** In one line. */
  label(group: FittedGroup): string;
}

export function groupNames(groups: readonly FittedGroup[]): GroupNames {
  const facets = [...new Set(groups.flatMap(({ group }) => [...group.facets.keys()]))];
  const domains = groups.map(({ group }) => group.metric.domain);
  // A domain says enough where it stands for one metric.
  const keyed = new Set(groups.map(({ group }) => group.metric.key)).size !== new Set(domains).size;
  const cells = ({ group }: FittedGroup): string[] => [
    ...facets.map((facet) => printable(group.facets.get(facet) ?? "")),
    printable((keyed ? undefined : group.metric.domain) ?? group.metric.key),
  ];
  return {
    heads: [...facets.map((head) => ({ head: printable(head) })), { head: keyed ? "metric" : "domain" }],
    cells,
    label: (group) =>
      cells(group)
        .filter((part) => part !== "")
        .join(" "),
  };
}
