/** A file that may be a log. */
export interface FoundFile {
  readonly path: string;
  /** Below the root, `/` between pieces; the file's own name when the root is the file. */
  readonly relative: string;
  readonly root: ScanRoot;
  /** It is a link, or is inside a linked folder. */
  readonly linked?: boolean;
}

export interface ScanRoot {
  readonly path: string;
  readonly name: string;
}

/** The path by which formats know a file: its folders tell what it is, whichever of them was opened. */
export const tellingPath = ({ path }: FoundFile): string => path.replaceAll("\\", "/");
