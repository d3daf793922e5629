/** Time, as a port: what waits is given a clock, so that a test moves the time on instead of sleeping. */
export interface Clock {
  /** Unix milliseconds. */
  now(): number;
  /** Milliseconds since some fixed moment; unlike `now` never set back. */
  elapsed(): number;
  /** Calls `act` once after so many milliseconds, unless the returned function is called before. */
  after(milliseconds: number, act: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after(milliseconds, act) {
    const timer = setTimeout(act, milliseconds);
    return () => {
      clearTimeout(timer);
    };
  },
};
