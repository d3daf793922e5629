import type { SectionColumn } from "../print/section";
import type { FittedGroup } from "../state/state";

/** How the groups of a study are named in a table: their facets, and the domain or metric. */
export interface GroupNames {
  readonly columns: readonly SectionColumn[];
  cells(group: FittedGroup): string[];
  /** In one line. */
  label(group: FittedGroup): string;
}

/** Names for groups that are told apart among `groups`. Text as it was logged. */
export function groupNames(groups: readonly FittedGroup[]): GroupNames {
  const facets = [...new Set(groups.flatMap(({ group }) => [...group.facets.keys()]))];
  const domains = groups.map(({ group }) => group.metric.domain);
  // A domain is enough only where each stands for one metric.
  const keyed = new Set(groups.map(({ group }) => group.metric.key)).size !== new Set(domains).size;
  const cells = ({ group }: FittedGroup): string[] => [
    ...facets.map((facet) => group.facets.get(facet) ?? ""),
    (keyed ? undefined : group.metric.domain) ?? group.metric.key,
  ];
  return {
    columns: [...facets.map((head) => ({ head })), { head: keyed ? "metric" : "domain" }],
    cells,
    label: (group) =>
      cells(group)
        .filter((part) => part !== "")
        .join(" "),
  };
}
