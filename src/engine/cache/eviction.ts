import type { Store } from "./store";

/**
 * The room that a cache has. What was used longest ago makes way for what comes; what was used in this session does not, so
 * that a study larger than the room keeps the same part of itself, not another one each time.
 */
export interface Room {
  /** Looks at what is there: other windows may have put something, or taken it. */
  open(): Promise<void>;
  /** Makes room for so many bytes under a name; false where they do not fit. */
  make(name: string, bytes: number): Promise<boolean>;
  /** It was read, or written with so many bytes. */
  use(name: string, bytes?: number): void;
  /** Writes down what was used, for the next session. */
  close(): Promise<void>;
}

export function createRoom(store: Store, most: number): Room {
  const used = new Set<string>();
  const told = new Set<string>();
  let sizes = new Map<string, number>();
  /** What may go, the first to go last. */
  let oldest: string[] = [];
  let total = 0;

  const drop = async (name: string): Promise<void> => {
    total -= sizes.get(name) ?? 0;
    sizes.delete(name);
    await store.remove(name);
  };
  const makeRoom = async (bytes: number): Promise<boolean> => {
    while (total + bytes > most) {
      const name = oldest.pop();
      if (name === undefined) return false;
      if (!used.has(name)) await drop(name);
    }
    return true;
  };
  return {
    async open() {
      const all = [...(await store.list())].sort((a, b) => b.used - a.used);
      sizes = new Map(all.map(({ name, bytes }) => [name, bytes]));
      total = all.reduce((sum, { bytes }) => sum + bytes, 0);
      oldest = all.map(({ name }) => name).filter((name) => !used.has(name));
      await makeRoom(0);
    },
    async make(name, bytes) {
      const before = sizes.get(name) ?? 0;
      return makeRoom(bytes - before);
    },
    use(name, bytes) {
      used.add(name);
      if (bytes === undefined) return;
      told.add(name);
      total += bytes - (sizes.get(name) ?? 0);
      sizes.set(name, bytes);
    },
    async close() {
      for (const name of used) {
        if (told.has(name)) continue;
        told.add(name);
        await store.touch(name).catch(() => undefined);
      }
    },
  };
}
