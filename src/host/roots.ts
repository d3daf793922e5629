import { basename, relative, isAbsolute, sep } from "node:path";
import type { Root } from "../protocol/jobs";

/** A path as the engine writes it: pieces parted by `/`, on Windows too. */
export function enginePath(path: string): string {
  return sep === "\\" ? path.replaceAll(sep, "/") : path;
}

/** A folder as a root, named by its last piece if by nothing else. */
export function rootOf(path: string, name = basename(path)): Root {
  return { path: enginePath(path), name: name || path };
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
