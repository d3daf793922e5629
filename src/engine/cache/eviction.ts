import type { Store } from "./store";

/**
 * Keeps a cache within its limit by evicting what was used longest ago. What was used in this session is not evicted: a study larger
 * than the limit then keeps the same part of itself, not another one each time.
 */
export interface Eviction {
  /** Lists what is stored: other windows may have added or removed something. */
  open(): Promise<void>;
  /** Evicts until so many bytes fit under a name; false where they do not fit. */
  makeRoom(name: string, bytes: number): Promise<boolean>;
  /** The entry was read, or written with so many bytes. */
  use(name: string, bytes?: number): void;
  /** Records in the store what was used, for the next session. */
  close(): Promise<void>;
}

export function createEviction(store: Store, limit: number): Eviction {
  const used = new Set<string>();
  const recorded = new Set<string>();
  let sizes = new Map<string, number>();
  /** What may be evicted, the least recently used last. */
  let candidates: string[] = [];
  let total = 0;

  const evict = async (name: string): Promise<void> => {
    total -= sizes.get(name) ?? 0;
    sizes.delete(name);
    await store.remove(name);
  };
  const makeRoom = async (bytes: number): Promise<boolean> => {
    while (total + bytes > limit) {
      const name = candidates.pop();
      if (name === undefined) return false;
      if (!used.has(name)) await evict(name);
    }
    return true;
  };
  return {
    async open() {
      const all = [...(await store.list())].sort((a, b) => b.used - a.used);
      sizes = new Map(all.map(({ name, bytes }) => [name, bytes]));
      total = all.reduce((sum, { bytes }) => sum + bytes, 0);
      candidates = all.map(({ name }) => name).filter((name) => !used.has(name));
      await makeRoom(0);
    },
    makeRoom: (name, bytes) => makeRoom(bytes - (sizes.get(name) ?? 0)),
    use(name, bytes) {
      used.add(name);
      if (bytes === undefined) return;
      recorded.add(name);
      total += bytes - (sizes.get(name) ?? 0);
      sizes.set(name, bytes);
    },
    async close() {
      for (const name of used) {
        if (recorded.has(name)) continue;
        recorded.add(name);
        await store.touch(name).catch(() => undefined);
      }
    },
  };
}
