import type { FittedGroup } from "../state/state";

/** The head of the row of charts that a group stands in: the facet values that tell it from others, "" when there are none. */
export function rowTitle({ group }: FittedGroup): string {
  return group.title;
}

/** The head of the column: the domain of its loss, or the metric's key. */
export function columnTitle({ group }: FittedGroup): string {
  return group.metric.domain ?? group.metric.key;
}
