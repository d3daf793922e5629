import { basename, relative, isAbsolute, sep } from "node:path";
import type { Root } from "../protocol/jobs";

/** A folder as a root, named by its last piece. */
export function rootOf(path: string): Root {
  return { path, name: basename(path) || path };
}

/** Whether the path lies in the folder, or is it. */
export function contains(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** The roots that lie in no other one: a log is read once, whichever way it is reached. */
export function outermost(roots: readonly Root[]): readonly Root[] {
  return roots.filter((root, i) =>
    roots.every((other, j) => i === j || !contains(other.path, root.path) || (other.path === root.path && i < j)),
  );
}
