import type { Library, LibraryOptions } from "./library";
import type { ScanRoot } from "./source/scan";
import { Shelf } from "./logFiles";
import type { Source } from "./source/source";

export type { Library, LibraryOptions, Progress } from "./library";

/** A library of these folders (or single files); nothing is read before `open`. */
export function createLibrary(source: Source, roots: readonly ScanRoot[], options: LibraryOptions = {}): Library {
  return new Shelf(source, roots, options);
}

/** A library that has read all there is. */
export async function openLibrary(
  source: Source,
  roots: readonly ScanRoot[],
  options: LibraryOptions = {},
): Promise<Library> {
  const library = createLibrary(source, roots, options);
  await library.open();
  return library;
}
