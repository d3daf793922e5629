import { isRunId } from "../../core/formats/trackers/mlflow";
import { snapshotFormats } from "../../core/formats/index";
import { studyFileName } from "../../core/runs/described/studyFile";
import type { Found, ScanRoot } from "./scan";

/** The file that a change is of: what was written ahead of a database is a part of it. */
export function ownerOf(path: string): string {
  const ending = snapshotFormats.flatMap(({ companions }) => companions).find((end) => path.endsWith(end));
  return ending === undefined ? path : path.slice(0, -ending.length);
}

export const isStudy = (path: string) => path.endsWith(`/${studyFileName}`);

/** Whether the path is the folder, or lies in it. */
export const within = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);

export const lastPiece = (path: string) => path.slice(path.lastIndexOf("/") + 1);

/**
 * A file with the root's name before its path: where there are several roots, so that ids differ, and where the root is a
 * tracker's run, whose name says what the files in it are.
 */
export function named(found: Found, roots: readonly ScanRoot[]): Found {
  const { root, relative } = found;
  const name = roots.length > 1 ? root.name : lastPiece(root.path);
  return roots.length > 1 || isRunId(name) ? { ...found, relative: `${name}/${relative}` } : found;
}
