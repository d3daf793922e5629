/** What the host gives the thread when it starts it. */
export interface WorkerSetup {
  /** One 32-bit word: what was asked for in requests up to this id is cancelled. Shared, so that it is seen in the midst of work. */
  readonly cancelled: SharedArrayBuffer;
  /** Path of the thread's own script: its content is what tells one build of the readers from another. */
  readonly script: string;
}
