import { clearInterval, setInterval } from "node:timers";

/**
 * Says what is being waited for, at once and then every ten seconds, and how long it took.
 *
 * @template T
 * @param {string} what
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withProgress(what, work) {
  const started = Date.now();
  const seconds = () => `${((Date.now() - started) / 1000).toFixed(0)} s`;
  console.log(`… ${what}`);
  const ticking = setInterval(() => console.log(`… ${what}: ${seconds()} so far`), 10_000);
  try {
    const result = await work();
    console.log(`✓ ${what}: ${seconds()}`);
    return result;
  } catch (error) {
    console.error(`✗ ${what}: failed after ${seconds()}`);
    throw error;
  } finally {
    clearInterval(ticking);
  }
}
