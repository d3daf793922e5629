import type { TreeDataProvider, Uri } from "vscode";
import type { PanelView } from "../core/views/views";
import type { JobName, Jobs } from "../protocol/jobs";
import type { Intent } from "../protocol/intents";
import type { RunNode } from "./tree/runNodes";

/** What the page reported after it last drew. */
export type Drew = Extract<Intent, { readonly type: "drew" }>;

/** The study panel as the host knows it: what was sent and what came back. */
export interface PanelState {
  readonly open: boolean;
  /** The last view that was sent to the page, and the last drawing that the page reported; absent before the first. */
  readonly view: PanelView | undefined;
  readonly drew: Drew | undefined;
}

/** What activation returns: enough for a test to look inside, not an API to build upon. */
export interface IsoflopApi {
  readonly engine: { call<K extends JobName>(job: K, arg: Jobs[K][0]): Promise<Jobs[K][1]> };
  readonly panel: PanelState;
  readonly runs: TreeDataProvider<RunNode>;
  /** The extension's own folder. */
  readonly storage: Uri;
}
