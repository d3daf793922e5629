import { Uri, ViewColumn, window, type Disposable, type LogOutputChannel, type WebviewPanel } from "vscode";
import { systemClock, type Clock } from "../clock";
import type { PanelView } from "../core/views/views";
import { readIntent, type Intent, type ToPage } from "../protocol/intents";
import type { Drew, PanelState } from "./api";
import { pageHtml, pageRoots } from "./page";

const viewType = "isoflop.study";

/** A page that takes longer to come up (milliseconds) is not waited for any more. */
const pageTimeout = 5000;

/**
 * The study panel: one webview in an editor. Its page is discarded while hidden and when the window is reloaded; each time it comes up
 * it says `ready` with the state it saved, and is sent a whole view.
 */
export class StudyPanel implements Disposable, PanelState {
  readonly #extension: Uri;
  readonly #log: LogOutputChannel;
  readonly #said: (intent: Intent) => void;
  readonly #serializer: Disposable;
  readonly #clock: Clock;
  #panel: WebviewPanel | undefined;
  #view: PanelView | undefined;
  #drew: Drew | undefined;
  #up = false;
  #waiting: readonly (() => void)[] = [];

  constructor(extension: Uri, log: LogOutputChannel, said: (intent: Intent) => void, clock: Clock = systemClock) {
    this.#extension = extension;
    this.#log = log;
    this.#said = said;
    this.#clock = clock;
    this.#serializer = window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: (panel) => {
        this.#panel?.dispose();
        this.#adopt(panel);
        return Promise.resolve();
      },
    });
  }

  get open(): boolean {
    return this.#panel !== undefined;
  }

  get view(): PanelView | undefined {
    return this.#view;
  }

  get drew(): Drew | undefined {
    return this.#drew;
  }

  /** Whether the page shows laws, or why there are none. */
  get showsFits(): boolean {
    return this.#panel?.visible === true && this.#view?.showsFits === true && this.#view.coefficients.rows.length > 0;
  }

  /**
   * Shows the panel; `preserveFocus` leaves the focus where it is. Resolves when its page has sent its saved state, so that this does
   * not override what is chosen next.
   */
  async show(preserveFocus = false): Promise<void> {
    const where = { viewColumn: ViewColumn.Active, preserveFocus };
    if (this.#panel !== undefined) this.#panel.reveal(undefined, preserveFocus);
    else this.#adopt(window.createWebviewPanel(viewType, "Isoflop Study", where, { enableFindWidget: true }));
    if (this.#up) return;
    await new Promise<void>((resolve) => {
      this.#waiting = [...this.#waiting, resolve];
      this.#clock.after(pageTimeout, resolve);
    });
  }

  /** Reloads the page, which then says `ready`: for when the engine was restarted. */
  reload(): void {
    this.#up = false;
    if (this.#panel !== undefined) this.#panel.webview.html = pageHtml(this.#panel.webview, this.#extension);
  }

  /** Sends to the page, if there is one. A hidden page receives nothing and needs nothing: it will say `ready`. */
  post(message: ToPage): void {
    if (this.#panel === undefined) return;
    if (message.type === "view") this.#view = message.view;
    this.#panel.webview.postMessage(message).then(undefined, (error: unknown) => {
      this.#log.error(`page: ${String(error)}`);
    });
  }

  dispose(): void {
    this.#serializer.dispose();
    this.#panel?.dispose();
  }

  #adopt(panel: WebviewPanel): void {
    this.#panel = panel;
    const icon = (theme: string): Uri => Uri.joinPath(this.#extension, "media", `panel-${theme}.svg`);
    panel.iconPath = { light: icon("light"), dark: icon("dark") };
    panel.webview.options = { enableScripts: true, localResourceRoots: pageRoots(this.#extension) };
    panel.webview.onDidReceiveMessage((message: unknown) => {
      this.#receive(message);
    });
    panel.onDidChangeViewState(() => {
      if (!panel.visible) this.#up = false;
    });
    panel.onDidDispose(() => {
      if (this.#panel !== panel) return;
      this.#up = false;
      this.#panel = undefined;
      this.#view = undefined;
      this.#drew = undefined;
    });
    panel.webview.html = pageHtml(panel.webview, this.#extension);
  }

  #receive(message: unknown): void {
    const intent = readIntent(message);
    if (intent === undefined) {
      this.#log.warn("page: a malformed message was ignored");
      return;
    }
    if (intent.type === "drew") this.#drew = intent;
    this.#said(intent);
    if (intent.type !== "ready") return;
    this.#up = true;
    for (const go of this.#waiting) go();
    this.#waiting = [];
  }
}
