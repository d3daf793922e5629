import type { Column } from "../table/builder";
import { normalKey } from "../words/names";

/** Columns that say of a row whether it was trained or evaluated on, by their keys. */
const roleKeys = new Set("split phase mode type event stage set subset role partition".split(" "));
const roleValues = new Set(
  "train training trn val valid validation eval evaluation test dev heldout held_out holdout".split(" "),
);

/** Whether a column tells training from evaluation, row by row: `split` with train and val. */
export function isRoleColumn({ key, texts }: Column): boolean {
  if (texts === undefined || !roleKeys.has(normalKey(key).split("/").at(-1) ?? "")) return false;
  return texts.texts.some((text) => roleValues.has(normalKey(text)));
}
