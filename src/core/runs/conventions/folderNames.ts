import { isTime } from "../words/fileNames";
import type { Convention, FolderKind } from "./convention";

/** What folders are, by their names. */
export interface FolderNames {
  /** Whether a folder is of that kind; `plain` is also any that is named after a time. */
  is(kind: FolderKind, name: string): boolean;
  /** Whether it is plain by a whole word, such as `logs`: neither numbered nor a time. */
  isGeneral(name: string): boolean;
  /** Whether it says what was measured: then it goes before the keys of its files. */
  isRole(name: string): boolean;
  /** Whether a config in that folder is of the run of the folder above; `file` undefined: whether any is. */
  holdsConfig(name: string, file: string | undefined): boolean;
}

/** `checkpoint-500` → `checkpoint-#`. */
const withoutNumber = (name: string): string => name.replace(/\d+$/, "#");

/** The folder rules of some conventions, put together. */
export function foldersOf(all: readonly Convention[]): FolderNames {
  const kinds = new Map<FolderKind, Set<string>>();
  const configs = new Map<string, Set<string | undefined>>();
  for (const { folder, is, file } of all.flatMap(({ layout = [] }) => layout)) {
    if (is === "config") configs.set(folder, (configs.get(folder) ?? new Set()).add(file));
    else kinds.set(is, (kinds.get(is) ?? new Set()).add(folder));
  }
  const has = (kind: FolderKind, name: string): boolean => {
    const names = kinds.get(kind);
    const lower = name.toLowerCase();
    return names !== undefined && (names.has(lower) || names.has(withoutNumber(lower)));
  };
  return {
    is: (kind, name) => has(kind, name) || (kind === "plain" && isTime(name)),
    isGeneral: (name) => kinds.get("plain")?.has(name.toLowerCase()) ?? false,
    isRole: (name) => has("train", name) || has("eval", name),
    holdsConfig: (name, file) => {
      const files = configs.get(name.toLowerCase());
      return files !== undefined && (file === undefined || files.has(undefined) || files.has(file));
    },
  };
}

/** The number at the end of a folder's name: the step of a checkpoint; undefined where there is none. */
export function numberAtEnd(name: string): number | undefined {
  const digits = /\d+$/.exec(name)?.[0];
  return digits === undefined ? undefined : Number(digits);
}
