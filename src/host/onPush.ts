import type { LogOutputChannel } from "vscode";
import type { Push } from "../protocol/jobs";
import { perform } from "./effects";
import type { StudyPanel } from "./panel";
import type { RunsTree } from "./tree/runsTree";
import type { Session } from "./session";

interface Receivers {
  readonly session: Session;
  readonly panel: StudyPanel;
  readonly runs: RunsTree;
  readonly log: LogOutputChannel;
}

/** Takes what the engine sends unasked to where it is shown or done. */
export function onPush({ session, panel, runs, log }: Receivers, push: Push): void {
  switch (push.type) {
    case "page":
      panel.post(push.message);
      return;
    case "list":
      session.listed(push.list);
      runs.show(push.list, session.roots.map(({ name }) => name).join(", "));
      return;
    case "effect":
      perform(push.effect).catch((error: unknown) => {
        log.error(error instanceof Error ? error : String(error));
      });
      return;
    case "log":
      log[push.level](push.message);
  }
}
