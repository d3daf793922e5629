import type { Law } from "./law";
import { chinchilla } from "./chinchilla";
import { gadre } from "./gadre";
import { power } from "./power";
import { powerFloor } from "./power-floor";

/** Every law there is, in the order in which a picker shows them. */
export const laws: readonly Law[] = [power, powerFloor, chinchilla, gadre];

/** The law of that id, undefined when there is none. */
export function lawOf(id: string): Law | undefined {
  return laws.find((law) => law.id === id);
}
