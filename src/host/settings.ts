import { workspace, type Disposable } from "vscode";
import type { EngineSettings } from "../protocol/jobs";

const section = "isoflop";

/** The `isoflop.*` settings as they stand now. A value of the wrong kind counts as not set. */
export function readSettings(): EngineSettings {
  const settings = workspace.getConfiguration(section);
  const pattern = settings.get<unknown>("runPattern");
  const exclude = settings.get<unknown>("exclude");
  const poll = settings.get<unknown>("poll");
  return {
    runPattern: typeof pattern === "string" ? pattern.trim() : "",
    exclude: Array.isArray(exclude) ? exclude.filter((glob) => typeof glob === "string") : [],
    pollSeconds: typeof poll === "number" && Number.isFinite(poll) ? Math.max(0, poll) : 0,
  };
}

/** Calls `changed` whenever one of the settings is another. */
export function onSettings(changed: () => void): Disposable {
  return workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(section)) changed();
  });
}
