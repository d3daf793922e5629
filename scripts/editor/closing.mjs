/**
 * What must not outlive us: child processes, temporary folders. Closed last first, once, however the script ends.
 * Asynchronous ends are for the ordinary way out; on a signal only what can be done at once is done.
 */

/** @type {Set<() => void>} */
const pending = new Set();

function closeAll() {
  for (const close of [...pending].reverse()) {
    pending.delete(close);
    try {
      close();
    } catch (error) {
      console.error(error);
    }
  }
}

process.once("exit", closeAll);
for (const [signal, code] of /** @type {const} */ ([
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
])) {
  process.once(signal, () => process.exit(code));
}

/**
 * @param {() => void} close at once, without waiting
 * @returns {() => void} closes now
 */
export function atEnd(close) {
  pending.add(close);
  return () => {
    if (pending.delete(close)) close();
  };
}
