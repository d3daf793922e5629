import { CancellationTokenSource, ProgressLocation, window, type CancellationToken } from "vscode";
import { systemClock, type Clock } from "../clock";

/** Work that is done within so many milliseconds needs no notification: the panel and the tree show it. */
const delay = 2000;

/**
 * Does cancellable work, and shows a progress notification with a cancel button if it takes long: whoever started it may have gone
 * on to something else. Settles as the work does.
 */
export async function withDelayedProgress<T>(
  title: string,
  work: (token: CancellationToken) => Promise<T>,
  clock: Clock = systemClock,
): Promise<T> {
  const source = new CancellationTokenSource();
  const result = work(source.token);
  const settled = result.then(
    () => undefined,
    () => undefined,
  );
  const stopTimer = clock.after(delay, () => {
    const options = { location: ProgressLocation.Notification, title, cancellable: true };
    window
      .withProgress(options, (_progress, token) => {
        token.onCancellationRequested(() => {
          source.cancel();
        });
        return settled;
      })
      .then(undefined, () => undefined);
  });
  try {
    return await result;
  } finally {
    stopTimer();
    source.dispose();
  }
}
