import { Uri, window, type ExtensionContext } from "vscode";
import type { IsoflopApi } from "./host/api";
import { registerCommands } from "./host/commands";
import { onPush } from "./host/onPush";
import { registerHover } from "./host/hover";
import { StudyPanel } from "./host/panel";
import { showGivenUp } from "./host/ensureRead";
import { RunsTree } from "./host/runsTree";
import { Session } from "./host/session";
import { EngineClient, engineThread } from "./worker/client";

/** The table of contents. Nothing is read, and no thread started, before the person looks at the study. */
export function activate(context: ExtensionContext): IsoflopApi {
  const log = window.createOutputChannel("Isoflop", { log: true });
  const complain = (error: unknown): void => {
    log.error(error instanceof Error ? error : String(error));
  };

  const engine = new EngineClient({
    channel: engineThread(Uri.joinPath(context.extensionUri, "dist", "worker.cjs").fsPath),
    push: (push) => {
      onPush({ session, panel, runs, log }, push);
    },
    restarted: () => {
      panel.reload();
    },
    gaveUp: () => {
      showGivenUp().catch(complain);
    },
  });
  const session = new Session(engine, context.workspaceState, context.globalStorageUri, log);
  const begin = (): void => {
    session.start().catch(complain);
  };
  const runs = new RunsTree(engine, begin);
  const panel = new StudyPanel(context.extensionUri, log, (intent) => {
    if (intent.type === "ready") begin();
    if (intent.type === "cancelled") engine.cancel();
    else engine.call("intent", intent).catch(complain);
  });
  const rooms = [registerHover(engine, session), registerCommands({ engine, session, panel, log })];
  context.subscriptions.push(log, engine, session, runs, panel, ...rooms);
  return { engine, panel, runs, storage: context.globalStorageUri };
}
