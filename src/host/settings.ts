import { Uri, workspace, type Disposable } from "vscode";
import type { EngineSettings } from "../protocol/jobs";

const section = "isoflop";

/** The read cache, in the extension's storage. */
const cacheFolder = "columns";
/** Default size of the cache in megabytes, as in the manifest. */
const cacheSize = 1000;

/** The `isoflop.*` settings as they stand now. A value of the wrong kind counts as not set. `storage`: the extension's own folder. */
export function readSettings(storage: Uri): EngineSettings {
  const settings = workspace.getConfiguration(section);
  const pattern = settings.get<unknown>("runPattern");
  const exclude = settings.get<unknown>("exclude");
  const poll = settings.get<unknown>("poll");
  const cache = settings.get<unknown>("cache");
  const megabytes = typeof cache === "number" && Number.isFinite(cache) ? Math.max(0, cache) : cacheSize;
  return {
    runPattern: typeof pattern === "string" ? pattern.trim() : "",
    exclude: Array.isArray(exclude) ? exclude.filter((glob) => typeof glob === "string") : [],
    pollSeconds: typeof poll === "number" && Number.isFinite(poll) ? Math.max(0, poll) : 0,
    cache: { folder: Uri.joinPath(storage, cacheFolder).fsPath, bytes: megabytes * 1e6 },
  };
}

/** Calls `changed` whenever one of the settings changes. */
export function onSettings(changed: () => void): Disposable {
  return workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(section)) changed();
  });
}
