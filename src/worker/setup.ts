/** What a thread is given when it is started: one script plays all roles. */
export type WorkerSetup = EngineSetup | FitSetup | ReadSetup;

/** Reads logs, keeps the state and makes the views. */
export interface EngineSetup {
  readonly role: "engine";
  /** Path of the thread's own script: its content tells one build of the readers from another, and it plays the other role too. */
  readonly script: string;
}

/** Reads whole files for the engine, or for the command line. */
interface ReadSetup {
  readonly role: "read";
}

/** Fits laws. */
export interface FitSetup {
  readonly role: "fit";
  /** One 32-bit word: the requests up to this id are cancelled. Shared, so that it is seen in the midst of a computation. */
  readonly cancelled: SharedArrayBuffer;
}
