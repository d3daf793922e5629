import { Disposable, FileType, RelativePattern, Uri, workspace } from "vscode";
import type { Root } from "../protocol/jobs";
import { enginePath } from "./roots";

/** Changes within so many milliseconds are told together; a writer that logs every step costs ten calls a second at most. */
const together = 100;

/**
 * What is made in a new folder before the watcher has taken hold of it is never told: a new folder is told once more after so many
 * milliseconds, and looked through then.
 */
const settled = 1500;

/** Folders in which no log lies but much happens. */
const noisy = /[\\/](?:\.git|node_modules|__pycache__)[\\/]/;

/**
 * Watches folders with all that is in them and tells which paths were created, changed or deleted (a deleted folder by its own
 * path). The next telling waits until the one before is taken, so that a slow reader gets fewer and larger ones.
 */
export function watch(roots: readonly Root[], tell: (paths: readonly string[]) => Promise<unknown>): Disposable {
  const changed = new Set<string>();
  const waiting = new Map<string, NodeJS.Timeout>();
  let timer: NodeJS.Timeout | undefined;
  let telling = false;

  const later = (): void => {
    if (timer === undefined && !telling && changed.size > 0) timer = setTimeout(flush, together);
  };
  const flush = (): void => {
    timer = undefined;
    telling = true;
    const paths = [...changed];
    changed.clear();
    tell(paths).then(told, told);
  };
  const told = (): void => {
    telling = false;
    later();
  };
  const note = ({ scheme, fsPath }: Uri): void => {
    if (scheme !== "file" || noisy.test(fsPath)) return;
    changed.add(enginePath(fsPath));
    later();
  };
  const again = (uri: Uri): void => {
    if (waiting.has(uri.path) || noisy.test(uri.fsPath)) return;
    const look = (): void => {
      waiting.delete(uri.path);
      isFolder(uri).then(
        (yes) => {
          if (yes) note(uri);
        },
        () => undefined, // Gone again.
      );
    };
    waiting.set(uri.path, setTimeout(look, settled));
  };

  const watchers = roots.map((root) =>
    workspace.createFileSystemWatcher(new RelativePattern(Uri.file(root.path), "**/*")),
  );
  for (const watcher of watchers) {
    watcher.onDidCreate(note);
    watcher.onDidCreate(again);
    watcher.onDidChange(note);
    watcher.onDidDelete(note);
  }
  return Disposable.from(...watchers, {
    dispose: () => {
      clearTimeout(timer);
      for (const look of waiting.values()) clearTimeout(look);
      waiting.clear();
      changed.clear();
    },
  });
}

const isFolder = async (uri: Uri): Promise<boolean> => {
  const { type } = await workspace.fs.stat(uri);
  return (type & FileType.Directory) !== 0;
};
