import type { Store, Stored } from "../../../../src/engine/cache/store";

/** A store in memory, with a clock that ticks at every use, and faults on demand. */
export class MemoryStore implements Store {
  readonly entries = new Map<string, { bytes: Uint8Array; used: number }>();
  clock = 0;
  reads = 0;
  writes = 0;
  fails = false;

  async read(name: string): Promise<Uint8Array> {
    await Promise.resolve();
    this.reads++;
    const entry = this.entries.get(name);
    if (entry === undefined || this.fails) throw new Error("not there");
    return Uint8Array.from(entry.bytes);
  }

  async write(name: string, pieces: Iterable<Uint8Array>, stop: () => boolean): Promise<void> {
    await Promise.resolve();
    if (this.fails) throw new Error("no space left");
    const all: number[] = [];
    for (const piece of pieces) {
      if (stop()) throw new Error("no longer wanted");
      for (const byte of piece) all.push(byte);
      await Promise.resolve();
    }
    this.writes++;
    this.entries.set(name, { bytes: Uint8Array.from(all), used: ++this.clock });
  }

  async list(): Promise<Stored[]> {
    await Promise.resolve();
    if (this.fails) throw new Error("not there");
    return [...this.entries].map(([name, { bytes, used }]) => ({ name, bytes: bytes.length, used }));
  }

  async touch(name: string): Promise<void> {
    await Promise.resolve();
    const entry = this.entries.get(name);
    if (entry !== undefined) entry.used = ++this.clock;
  }

  async remove(name: string): Promise<void> {
    await Promise.resolve();
    this.entries.delete(name);
  }
}
