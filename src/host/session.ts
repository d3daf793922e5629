import { commands, Disposable, workspace, type LogOutputChannel, type Memento, type Uri } from "vscode";
import type { RunListView } from "../core/views/views";
import type { Root } from "../protocol/jobs";
import type { EngineClient } from "../worker/client";
import { contains, outermost, rootOf } from "./roots";
import { onSettings, readSettings } from "./settings";
import { watch } from "./watch";

/** The state of the study; the context key `isoflop.state`, which the view's welcome texts ask for. */
export type StudyState = "idle" | "noFolder" | "restricted" | "reading" | "noRuns" | "ready" | "failed";

const chosenKey = "isoflop.chosenRoots";

/**
 * Which folders are studied, and whether they are being read. Nothing is read before it is asked for (`start`), and nothing at all
 * while the workspace is restricted.
 */
export class Session implements Disposable {
  readonly #engine: EngineClient;
  readonly #memory: Memento;
  readonly #storage: Uri;
  readonly #log: LogOutputChannel;
  readonly #subscriptions: Disposable;
  #chosen: readonly string[];
  #roots: readonly Root[] = [];
  #state: StudyState = "idle";
  #opening: Promise<StudyState> | undefined;
  #generation = 0;
  #watching: Disposable | undefined;

  constructor(engine: EngineClient, memory: Memento, storage: Uri, log: LogOutputChannel) {
    this.#engine = engine;
    this.#memory = memory;
    this.#storage = storage;
    this.#log = log;
    this.#chosen = memory.get<readonly string[]>(chosenKey, []);
    const again = (): void => {
      if (this.#opening !== undefined) this.restart().catch(this.#logError);
    };
    this.#subscriptions = Disposable.from(
      onSettings(again),
      workspace.onDidGrantWorkspaceTrust(again),
      workspace.onDidChangeWorkspaceFolders(again),
    );
  }

  get state(): StudyState {
    return this.#state;
  }

  get roots(): readonly Root[] {
    return this.#roots;
  }

  /** Whether other folders than the workspace's were chosen. */
  get isChosen(): boolean {
    return this.#chosen.length > 0;
  }

  /** Whether the file lies in a folder that is studied now. */
  owns(path: string): boolean {
    return this.#roots.some((root) => contains(root.path, path));
  }

  /** Reads the folders unless that was done or is under way. Resolves, never rejects, when all that was found is read. */
  start(): Promise<StudyState> {
    return this.#opening ?? this.restart();
  }

  /** Reads the folders anew. */
  restart(): Promise<StudyState> {
    return (this.#opening = this.#open());
  }

  /** Studies these folders in place of the workspace's; none = the workspace's again. Remembered for the workspace. */
  async choose(paths: readonly string[]): Promise<StudyState> {
    this.#chosen = paths;
    await this.#memory.update(chosenKey, paths);
    return this.restart();
  }

  /** Updates the state by the newest list of runs. */
  listed(list: RunListView): void {
    const known = this.#state === "ready" || this.#state === "noRuns" || this.#state === "failed";
    if (known && list.busy === undefined) this.#become(list.runs > 0 ? "ready" : "noRuns");
  }

  dispose(): void {
    this.#watching?.dispose();
    this.#subscriptions.dispose();
  }

  async #open(): Promise<StudyState> {
    const generation = ++this.#generation;
    this.#watching?.dispose();
    this.#watching = undefined;
    const wasOpen = this.#roots.length > 0;
    this.#roots = workspace.isTrusted ? this.#wanted() : [];
    if (this.#roots.length === 0 && !wasOpen) return this.#become(workspace.isTrusted ? "noFolder" : "restricted");
    this.#become("reading");
    const state = await this.#read(() => generation === this.#generation);
    return generation === this.#generation ? this.#become(state) : this.#state;
  }

  async #read(isNewest: () => boolean): Promise<StudyState> {
    const roots = this.#roots;
    try {
      const opened = this.#engine.call("open", { roots, settings: readSettings(this.#storage) });
      this.#watching = watch(roots, (paths) => this.#engine.call("changed", { paths }).catch(this.#logError));
      const { runs, files } = await opened;
      if (isNewest()) this.#log.info(`${runs} runs in ${files} files of ${roots.map((root) => root.path).join(", ")}`);
      if (roots.length === 0) return "noFolder";
      return runs > 0 ? "ready" : "noRuns";
    } catch (error) {
      this.#logError(error);
      return "failed";
    }
  }

  #wanted(): readonly Root[] {
    const folders = workspace.workspaceFolders?.filter((folder) => folder.uri.scheme === "file") ?? [];
    const roots = this.isChosen
      ? this.#chosen.map((path) => rootOf(path))
      : folders.map((folder) => rootOf(folder.uri.fsPath, folder.name));
    return outermost(roots);
  }

  #become(state: StudyState): StudyState {
    if (this.#state !== state) {
      this.#state = state;
      commands.executeCommand("setContext", "isoflop.state", state).then(undefined, this.#logError);
      commands.executeCommand("setContext", "isoflop.chosen", this.isChosen).then(undefined, this.#logError);
    }
    return state;
  }

  readonly #logError = (error: unknown): void => {
    this.#log.error(error instanceof Error ? error : String(error));
  };
}
