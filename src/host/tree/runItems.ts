import { basename } from "node:path";
import { l10n, Range, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState as Fold, Uri } from "vscode";
import { isDefect } from "../../core/runs/problem";
import type { RunItem } from "../../core/views/views";
import type { GroupNode, ProblemNode, RunLeaf, RunNode } from "./runNodes";

const icons: Readonly<Record<RunItem["status"], ThemeIcon>> = {
  running: new ThemeIcon("play-circle", new ThemeColor("charts.blue")),
  stalled: new ThemeIcon("debug-pause", new ThemeColor("charts.yellow")),
  finished: new ThemeIcon("pass", new ThemeColor("testing.iconPassed")),
  failed: new ThemeIcon("error", new ThemeColor("testing.iconFailed")),
  unknown: new ThemeIcon("circle-large-outline", new ThemeColor("testing.iconUnset")),
};

const statusWords = (): Readonly<Record<RunItem["status"], string>> => ({
  running: l10n.t("running"),
  stalled: l10n.t("stalled"),
  finished: l10n.t("finished"),
  failed: l10n.t("failed"),
  unknown: l10n.t("status not known"),
});

/** How a node is shown, except the tooltip of a run, which is resolved when the pointer rests on it. */
export function treeItem(node: RunNode): TreeItem {
  switch (node.kind) {
    case "group":
      return groupItem(node);
    case "run":
      return runItem(node);
    case "problem":
      return problemItem(node);
  }
}

/** A group of more runs than this starts collapsed: VS Code builds every expanded item, visible or not. */
const unfolded = 100;

function groupItem({ id, label, children }: GroupNode): TreeItem {
  const item = new TreeItem(label, children.length > unfolded ? Fold.Collapsed : Fold.Expanded);
  item.id = id;
  item.contextValue = "group";
  item.description = children.length === 1 ? l10n.t("1 run") : l10n.t("{0} runs", children.length);
  return item;
}

function runItem({ id, item: run, children }: RunLeaf): TreeItem {
  const item = new TreeItem(run.label, children.length > 0 ? Fold.Collapsed : Fold.None);
  item.id = id;
  item.contextValue = "run";
  item.description = run.description;
  item.iconPath = icons[run.status];
  item.command = { command: "isoflop.revealRun", title: l10n.t("Show Run in Study"), arguments: [{ run: run.id }] };
  const defects = children.filter(({ problem }) => isDefect(problem)).length;
  const problems = defects === 0 ? "" : `, ${l10n.t("{0} problems", defects)}`;
  const label = `${run.label}, ${statusWords()[run.status]}, ${run.description}${problems}`;
  item.accessibilityInformation = { label };
  return item;
}

function problemItem({ id, problem, run }: ProblemNode): TreeItem {
  const { file, line, message } = problem;
  const item = new TreeItem(message);
  item.id = id;
  item.contextValue = "problem";
  item.description = line === undefined ? basename(file) : `${basename(file)}:${line}`;
  item.iconPath = isDefect(problem)
    ? new ThemeIcon("warning", new ThemeColor("problemsWarningIcon.foreground"))
    : new ThemeIcon("lightbulb");
  item.tooltip = `${file}${line === undefined ? "" : `:${line}`}\n${message}`;
  const at = line === undefined ? [] : [{ selection: new Range(line - 1, 0, line - 1, 0) }];
  if (problem.asks !== undefined && run !== undefined) {
    item.contextValue = "unknown";
    item.command = { command: "isoflop.describeRuns", title: l10n.t("Set in isoflop.json"), arguments: [{ run }] };
    return item;
  }
  item.command = { command: "vscode.open", title: l10n.t("Open Log"), arguments: [Uri.file(file), ...at] };
  return item;
}
