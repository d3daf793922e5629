import { isRunId } from "../../core/formats/trackers/mlflow";
import { snapshotFormats } from "../../core/formats/index";
import { studyFileName } from "../../core/runs/described/studyFile";
import type { FoundFile, ScanRoot } from "./foundFile";

/** The file that a change belongs to: a write-ahead log belongs to its database. */
export function ownerOf(path: string): string {
  const ending = snapshotFormats.flatMap(({ companions }) => companions).find((end) => path.endsWith(end));
  return ending === undefined ? path : path.slice(0, -ending.length);
}

export const isStudy = (path: string) => path.endsWith(`/${studyFileName}`);

/** Whether the path is the folder, or is inside it. */
export const within = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);

export const lastPiece = (path: string) => path.slice(path.lastIndexOf("/") + 1);

/**
 * A file with the root's name before its relative path, if there are several roots (so that ids differ) or the root is a run of a
 * tracker (whose name says what its files are).
 */
export function named(found: FoundFile, roots: readonly ScanRoot[]): FoundFile {
  const { root, relative } = found;
  const name = roots.length > 1 ? root.name : lastPiece(root.path);
  return roots.length > 1 || isRunId(name) ? { ...found, relative: `${name}/${relative}` } : found;
}
