import type { Intent, ToPage } from "../../src/protocol/intents";
import { isToPage } from "./validate";

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

/** The page's only line to the extension. Made once: the editor hands its API out a single time. */
export interface Bus {
  readonly send: (intent: Intent) => void;
  /** What an earlier page of this panel kept. */
  readonly saved: unknown;
  readonly keep: (state: unknown) => void;
}

/** Opens the line; what is not a well-formed message stays outside (other frames can post here too). */
export function openBus(receive: (message: ToPage) => void): Bus {
  const api = acquireVsCodeApi();
  window.addEventListener("message", (event: MessageEvent<unknown>) => {
    if (isToPage(event.data)) receive(event.data);
  });
  return {
    send: (intent) => {
      api.postMessage(intent);
    },
    saved: api.getState(),
    keep: (state) => {
      api.setState(state);
    },
  };
}
