import type { Sink } from "../../runs/table/sink";
import { Layout } from "./tfLayout";
import { utf8 } from "../bytes/utf8";

/** A tag's events change their layout where the step takes a byte more: after 127, 16383, … */
const maxLayouts = 64;

/** Of a tag whose values are not kept. */
export const noColumn = -1;

/**
 * Megatron writes its tags twice, the second time with the samples or tokens in the place of the step: `lm loss`, and `lm loss vs
 * samples`. Read as steps, these would be the run's last.
 */
const repeatsOverCounts = (tag: string): boolean => tag.endsWith(" vs samples") || tag.endsWith(" vs tokens");

/** A tag that was seen, and its column. */
export class Tag {
  /** The plugin that its values are for; "" for plain ones. */
  plugin = "";
  /** The tag that came after it: where to look first. */
  next: Tag | undefined;
  /** How its last event was laid out, where that was a plain one. */
  layout: Layout | undefined;
  #layouts = 0;

  constructor(
    readonly bytes: Uint8Array,
    readonly column: number,
  ) {}

  /** Remembers the layout of the event in `b[start … start + size)`, unless the tag has had too many layouts. */
  learn(b: Uint8Array, start: number, size: number, stepEnd: number): void {
    if (this.#layouts >= maxLayouts || !Layout.fits(size, stepEnd)) return;
    this.#layouts++;
    this.layout = new Layout(b, start, size, stepEnd);
  }
}

/** The tags of a file, by the bytes of their names. */
export class Tags {
  readonly #sink: Sink;
  /** The tag of the value before. */
  last: Tag | undefined;
  readonly #byName = new Map<string, Tag>();

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  /** The tag named by `b[start … end)`, which is the last one from now on. */
  of(b: Uint8Array, start: number, end: number): Tag {
    const guess = this.last?.next;
    if (guess !== undefined && same(b, start, end, guess.bytes)) return (this.last = guess);
    const name = utf8(b, start, end);
    let tag = this.#byName.get(name);
    if (tag === undefined) {
      // Tags that would collide with the columns of the frame keep a name of their own.
      const key = name === "step" || name === "wall_time" ? `scalar/${name}` : name;
      tag = new Tag(b.slice(start, end), repeatsOverCounts(name) ? noColumn : this.#sink.column(key));
      this.#byName.set(name, tag);
    }
    if (this.last !== undefined) this.last.next = tag;
    return (this.last = tag);
  }
}

function same(b: Uint8Array, start: number, end: number, word: Uint8Array): boolean {
  const n = word.length;
  if (end - start !== n) return false;
  for (let k = 0; k < n; k++) if (b[start + k] !== word[k]) return false;
  return true;
}
