import type { ColumnRule, Convention, Evidence, SettingRule, ShapeRule, ShapeSize } from "./convention";

/** Short ways to write the lists of a convention: keys parted by blanks. */

const keysIn = (keys: string): string[] => keys.split(" ");

/** Columns that all are what `rest` says. */
export function columns(keys: string): ColumnRule[];
export function columns<const T extends object>(keys: string, rest: T): (T & ColumnRule)[];
export function columns(keys: string, rest: object = {}): ColumnRule[] {
  return keysIn(keys).map((column) => ({ ...rest, column }));
}

/** Settings that all are what `rest` says. */
export function settings(keys: string): SettingRule[];
export function settings<const T extends object>(keys: string, rest: T): (T & SettingRule)[];
export function settings(keys: string, rest: object = {}): SettingRule[] {
  return keysIn(keys).map((setting) => ({ ...rest, setting }));
}

/** Settings of one size of the model. */
export const sizes = (is: ShapeSize, keys: string): ShapeRule[] => keysIn(keys).map((setting) => ({ setting, is }));

/** Folders of one kind. */
export const folders = <K extends string>(is: K, names: string): { readonly folder: string; readonly is: K }[] =>
  keysIn(names).map((folder) => ({ folder, is }));

/** Sure where a log has one of the formats; likely where a column or setting has a key that only this writer uses. */
export function recognisedBy({
  formats = "",
  keys = "",
}: {
  formats?: string;
  keys?: string;
}): Convention["recognises"] {
  const ids = formats === "" ? [] : keysIn(formats);
  const telling = keys === "" ? [] : keysIn(keys);
  return (evidence: Evidence) => {
    if (ids.some((id) => evidence.formats.has(id))) return 1;
    return telling.some((key) => evidence.has(key)) ? 0.8 : 0;
  };
}
