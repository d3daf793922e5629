import { EventEmitter, l10n, window, type CancellationToken, type Disposable, type TreeDataProvider } from "vscode";
import { type TreeItem, type TreeView } from "vscode";
import { systemClock, type Clock } from "../../clock";
import type { Busy, RunListView } from "../../core/views/views";
import type { EngineClient } from "../../worker/client";
import { hoverMarkdown } from "../markdown";
import { treeItem } from "./runItems";
import { RunNodes, type RunNode } from "./runNodes";

const viewId = "isoflop.runs";

/** While work is under way, the tree is redrawn this often (milliseconds), with the newest list. */
const redrawInterval = 500;

/** The "Training Runs" view. Reading begins when it is first seen (`seen`). */
export class RunsTree implements TreeDataProvider<RunNode>, Disposable {
  readonly #engine: EngineClient;
  readonly #clock: Clock;
  readonly #nodes = new RunNodes();
  readonly #changed = new EventEmitter<RunNode[] | undefined>();
  readonly #view: TreeView<RunNode>;
  readonly onDidChangeTreeData = this.#changed.event;
  #finished: (() => void) | undefined;
  #newest: RunListView | undefined;
  #stopTimer: (() => void) | undefined;

  constructor(engine: EngineClient, seen: () => void, clock: Clock = systemClock) {
    this.#engine = engine;
    this.#clock = clock;
    this.#view = window.createTreeView(viewId, { treeDataProvider: this, showCollapseAll: true });
    this.#view.onDidChangeVisibility(({ visible }) => {
      if (visible) seen();
    });
    if (this.#view.visible) seen();
  }

  getTreeItem(node: RunNode): TreeItem {
    return treeItem(node);
  }

  getChildren(node?: RunNode): RunNode[] {
    return [...(node === undefined ? this.#nodes.top : node.children)];
  }

  /** The tooltip of a run (what the fit says at its last point) is made only when the pointer rests on it. */
  async resolveTreeItem(item: TreeItem, node: RunNode, token?: CancellationToken): Promise<TreeItem> {
    if (node.kind !== "run") return item;
    const text = await this.#engine.call("tooltip", { run: node.item.id });
    if (text !== null && token?.isCancellationRequested !== true) item.tooltip = hoverMarkdown(text);
    return item;
  }

  /** Shows a new list. */
  show(list: RunListView, folders: string): void {
    this.#newest = list;
    if (list.busy === undefined) this.#draw();
    else
      this.#stopTimer ??= this.#clock.after(redrawInterval, () => {
        this.#draw();
      });
    this.#view.description = list.runs > 0 ? folders : "";
    this.#view.message = list.busy === undefined ? "" : busyText(list.busy);
    this.#progress(list.busy !== undefined);
  }

  dispose(): void {
    this.#stopTimer?.();
    this.#progress(false);
    this.#view.dispose();
    this.#changed.dispose();
  }

  #draw(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    if (this.#newest === undefined) return;
    const change = this.#nodes.update(this.#newest);
    this.#newest = undefined;
    if (change === "all") this.#changed.fire(undefined);
    else if (change.length > 0) this.#changed.fire([...change]);
  }

  /** Shows the progress bar of the view while work is under way. */
  #progress(busy: boolean): void {
    if (busy && this.#finished === undefined) {
      const done = new Promise<void>((resolve) => (this.#finished = resolve));
      window.withProgress({ location: { viewId } }, () => done).then(undefined, () => undefined);
    } else if (!busy) {
      this.#finished?.();
      this.#finished = undefined;
    }
  }
}

function busyText({ label, done, total }: Busy): string {
  return total > 1 ? l10n.t("{0}: {1} of {2}", label, done, total) : `${label}…`;
}
