import type { Clock } from "../../src/clock";

interface Timer {
  readonly due: number;
  readonly act: () => void;
}

/** A clock that stands still until a test moves it. */
export class FakeClock implements Clock {
  #time: number;
  #timers: Timer[] = [];

  constructor(time = 1_800_000_000_000) {
    this.#time = time;
  }

  now(): number {
    return this.#time;
  }

  elapsed(): number {
    return this.#time;
  }

  after(milliseconds: number, act: () => void): () => void {
    const timer = { due: this.#time + milliseconds, act };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** How many calls are waiting. */
  get waiting(): number {
    return this.#timers.length;
  }

  /** Moves the time on, making each call that comes due at its own time. */
  advance(milliseconds: number): void {
    const end = this.#time + milliseconds;
    for (;;) {
      const next = this.#timers.filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)[0];
      if (next === undefined) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.#time = Math.max(this.#time, next.due);
      next.act();
    }
    this.#time = end;
  }

  /** Moves the time on step by step, letting promises settle between, until something comes about. */
  async until<T>(what: () => T | undefined | false, { step = 10, most = 60_000 } = {}): Promise<T> {
    for (const end = this.#time + most; ;) {
      const found = what();
      if (found !== undefined && found !== false) return found;
      if (this.#time >= end) throw new Error(`did not come about in ${most} ms of the test's clock`);
      await settled();
      this.advance(step);
    }
  }
}

/** Resolves when everything that only waits for promises and turns of the event loop has had its turn. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 4; turn++) await new Promise((resolve) => setImmediate(resolve));
}
