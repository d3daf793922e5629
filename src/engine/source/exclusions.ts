import type { StudyFile } from "../../core/runs/described/studyFile";
import { matchesGlob } from "./glob";

/** Whether a path is excluded: it, or a folder above it, matches an `exclude` glob of an `isoflop.json` further up. */
export function excludedBy(studies: readonly StudyFile[]): (path: string) => boolean {
  const all = studies.filter(({ exclude }) => exclude.length > 0);
  return (path) =>
    all.some((study) => {
      const folder = folderOf(study.path);
      if (!path.startsWith(`${folder}/`)) return false;
      const pieces = path.slice(folder.length + 1).split("/");
      return pieces.some((_, i) => study.exclude.some((glob) => matchesGlob(glob, pieces.slice(0, i + 1).join("/"))));
    });
}

export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf("/"));
