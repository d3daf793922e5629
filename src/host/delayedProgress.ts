import { CancellationTokenSource, ProgressLocation, window, type CancellationToken } from "vscode";

/** Work shorter than this needs no word beyond what the panel and the tree say of it. */
const patience = 2000;

/**
 * Does cancellable work; when it takes long, says so in a notification with a button that cancels it, for a person who went on
 * to something else. Settles as the work does.
 */
export async function withDelayedProgress<T>(
  title: string,
  work: (token: CancellationToken) => Promise<T>,
): Promise<T> {
  const source = new CancellationTokenSource();
  const result = work(source.token);
  const settled = result.then(
    () => undefined,
    () => undefined,
  );
  const timer = setTimeout(() => {
    const options = { location: ProgressLocation.Notification, title, cancellable: true };
    window
      .withProgress(options, (_progress, token) => {
        token.onCancellationRequested(() => {
          source.cancel();
        });
        return settled;
      })
      .then(undefined, () => undefined);
  }, patience);
  try {
    return await result;
  } finally {
    clearTimeout(timer);
    source.dispose();
  }
}
