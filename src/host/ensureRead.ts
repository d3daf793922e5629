import { commands, l10n, window } from "vscode";
import type { Session } from "./session";

/** Reads the folders unless they are read already. Where there is nothing to study it says why, with a button that helps: false. */
export async function ensureRead(session: Session): Promise<boolean> {
  switch (await session.start()) {
    case "noFolder":
      await offer(
        l10n.t("No folder is open. Open one with training logs first."),
        l10n.t("Choose Folder"),
        "isoflop.openRuns",
      );
      return false;
    case "restricted":
      await offer(
        l10n.t("This workspace is in restricted mode: its logs are not read until you trust it."),
        l10n.t("Manage Trust"),
        "workbench.trust.manage",
      );
      return false;
    case "noRuns":
      await offer(
        l10n.t("No training run was found in the open folders."),
        l10n.t("Choose Folder"),
        "isoflop.openRuns",
      );
      return false;
    case "failed":
      await offer(
        l10n.t("The logs could not be read. The Isoflop log says why."),
        l10n.t("Show Log"),
        "isoflop.showLog",
      );
      return false;
    case "idle":
    case "reading":
    case "ready":
      return true;
  }
}

/** Says that the engine died too often, and offers to try again. */
export async function showGaveUp(): Promise<void> {
  const [again, log] = [l10n.t("Try Again"), l10n.t("Show Log")];
  const picked = await window.showErrorMessage(
    l10n.t("Isoflop's engine stopped three times within a minute and is not started again."),
    again,
    log,
  );
  if (picked === again) await commands.executeCommand("isoflop.refresh");
  if (picked === log) await commands.executeCommand("isoflop.showLog");
}

async function offer(words: string, button: string, command: string): Promise<void> {
  if ((await window.showWarningMessage(words, button)) === button) await commands.executeCommand(command);
}
