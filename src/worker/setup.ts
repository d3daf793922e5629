/** What a thread is given when it is started: one script plays both roles. */
export type WorkerSetup = EngineSetup | FitSetup;

/** Reads logs, keeps the state and makes the views. */
export interface EngineSetup {
  readonly role: "engine";
  /** Path of the thread's own script: its content tells one build of the readers from another, and it plays the other role too. */
  readonly script: string;
}

/** Fits laws. */
export interface FitSetup {
  readonly role: "fit";
  /** One 32-bit word: the requests up to this id are cancelled. Shared, so that it is seen in the midst of a computation. */
  readonly cancelled: SharedArrayBuffer;
}
