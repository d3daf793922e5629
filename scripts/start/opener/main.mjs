/**
 * Loaded beside the extension by `npm start`, and by nothing else: does what a person would do first, running "Fit Scaling
 * Law", unless a study is open already (the window was loaded anew).
 */
import { commands, TabInputWebview, window } from "vscode";

export async function activate() {
  const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
  const open = tabs.some(({ input }) => input instanceof TabInputWebview && input.viewType.endsWith("isoflop.study"));
  if (!open) await commands.executeCommand("isoflop.fitScalingLaw");
}
