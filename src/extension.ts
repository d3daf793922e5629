import { Uri, window, type ExtensionContext } from "vscode";
import type { IsoflopApi } from "./host/api";
import { registerCommands } from "./host/commands";
import { onPush } from "./host/onPush";
import { registerHover } from "./host/hover";
import { StudyPanel } from "./host/panel";
import { showGaveUp } from "./host/ensureRead";
import { RunsTree } from "./host/tree/runsTree";
import { Session } from "./host/session";
import { EngineClient, engineChannel } from "./worker/client";

/** The table of contents. Nothing is read, and no thread started, before the user looks at the study. */
export function activate(context: ExtensionContext): IsoflopApi {
  const log = window.createOutputChannel("Isoflop", { log: true });
  const logError = (error: unknown): void => {
    log.error(error instanceof Error ? error : String(error));
  };

  const engine = new EngineClient({
    channel: engineChannel(Uri.joinPath(context.extensionUri, "dist", "worker.cjs").fsPath),
    push: (push) => {
      onPush({ session, panel, runs, log }, push);
    },
    restarted: () => {
      panel.reload();
    },
    gaveUp: () => {
      showGaveUp().catch(logError);
    },
  });
  const session = new Session(engine, context.workspaceState, context.globalStorageUri, log);
  const begin = (): void => {
    session.start().catch(logError);
  };
  const runs = new RunsTree(engine, begin);
  const panel = new StudyPanel(context.extensionUri, log, (intent) => {
    if (intent.type === "ready") begin();
    if (intent.type === "cancelled") engine.cancel();
    else engine.call("intent", intent).catch(logError);
  });
  const providers = [registerHover(engine, session), registerCommands({ engine, session, panel, log })];
  context.subscriptions.push(log, engine, session, runs, panel, ...providers);
  return { engine, panel, runs, storage: context.globalStorageUri };
}
