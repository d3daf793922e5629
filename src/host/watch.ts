import { Disposable, FileType, RelativePattern, Uri, workspace } from "vscode";
import { systemClock, type Clock } from "../clock";
import type { Root } from "../protocol/jobs";
import { batchChanges } from "./changeBatcher";
import { enginePath } from "./roots";

/**
 * Files that are made in a new folder before the watcher covers it are never reported: a new folder is reported once more after so
 * many milliseconds, and scanned then.
 */
const newFolderDelay = 1500;

/** Folders without logs in which much happens. */
const noisy = /[\\/](?:\.git|node_modules|__pycache__)[\\/]/;

/**
 * Watches folders with everything in them and reports which paths were created, changed or deleted (a deleted folder by its own
 * path), in batches.
 */
export function watch(
  roots: readonly Root[],
  report: (paths: readonly string[]) => Promise<unknown>,
  clock: Clock = systemClock,
): Disposable {
  const batcher = batchChanges(report, clock);
  const rechecks = new Map<string, () => void>();

  const note = ({ scheme, fsPath }: Uri): void => {
    if (scheme === "file" && !noisy.test(fsPath)) batcher.add(enginePath(fsPath));
  };
  const recheck = (uri: Uri): void => {
    if (rechecks.has(uri.path) || noisy.test(uri.fsPath)) return;
    const look = (): void => {
      rechecks.delete(uri.path);
      isFolder(uri).then(
        (yes) => {
          if (yes) note(uri);
        },
        () => undefined, // Deleted meanwhile.
      );
    };
    rechecks.set(uri.path, clock.after(newFolderDelay, look));
  };

  const watchers = roots.map((root) =>
    workspace.createFileSystemWatcher(new RelativePattern(Uri.file(root.path), "**/*")),
  );
  for (const watcher of watchers) {
    watcher.onDidCreate(note);
    watcher.onDidCreate(recheck);
    watcher.onDidChange(note);
    watcher.onDidDelete(note);
  }
  return Disposable.from(...watchers, {
    dispose: () => {
      batcher.close();
      for (const stop of rechecks.values()) stop();
      rechecks.clear();
    },
  });
}

const isFolder = async (uri: Uri): Promise<boolean> => {
  const { type } = await workspace.fs.stat(uri);
  return (type & FileType.Directory) !== 0;
};
