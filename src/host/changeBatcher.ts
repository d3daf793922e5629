import type { Clock } from "../clock";

/** Changes within so many milliseconds are reported together: a writer that logs every step costs ten calls a second at most. */
const debounce = 100;

/** Gathers paths that changed and reports them in batches. */
export interface ChangeBatcher {
  add(path: string): void;
  close(): void;
}

/** The next report waits until the one before is settled, so that a slow reader gets fewer and larger batches. */
export function batchChanges(report: (paths: readonly string[]) => Promise<unknown>, clock: Clock): ChangeBatcher {
  const changed = new Set<string>();
  let stopTimer: (() => void) | undefined;
  let isReporting = false;
  let isClosed = false;

  const schedule = (): void => {
    if (stopTimer === undefined && !isReporting && !isClosed && changed.size > 0)
      stopTimer = clock.after(debounce, flush);
  };
  const flush = (): void => {
    stopTimer = undefined;
    isReporting = true;
    const paths = [...changed];
    changed.clear();
    report(paths).then(done, done);
  };
  const done = (): void => {
    isReporting = false;
    schedule();
  };
  return {
    add(path) {
      changed.add(path);
      schedule();
    },
    close() {
      isClosed = true;
      stopTimer?.();
      changed.clear();
    },
  };
}
