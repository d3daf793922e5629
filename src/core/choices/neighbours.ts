import type { Choice, Neighbour, NeighbourContext } from "./choice";
import { fitChoices } from "./index";

/** Every neighbouring choice of a protocol, one changed at a time, in the order of the choices. */
export function neighboursOf(
  protocol: object,
  context: NeighbourContext,
  list: readonly Choice[] = fitChoices,
): readonly Neighbour[] {
  return list.flatMap((choice) => choice.neighbours?.(protocol, context) ?? []);
}
