import type { Sink } from "../../runs/table/sink";
import { maskedCrc } from "../bytes/crc";
import type { Format, Parser } from "../format";
import { BadMessage, uint32At } from "../bytes/protobuf";
import { readEvent, type Into } from "./tfEvent";
import { layoutStep } from "./tfLayout";
import { footSize, frameSize, TfRecords } from "./tfRecords";
import { TfRow } from "./tfRow";
import { Tags } from "./tfTags";

/**
 * TensorBoard event files: TFRecord frames (tensorflow/core/lib/io/record_writer.h) of Event messages
 * (tensorflow/core/util/event.proto). Scalars are read as simple values and as tensors; hyperparameters and configs logged as
 * text become settings. Events of one step make one row. Both checksums of a frame are checked.
 */
class TfeventsParser implements Parser {
  readonly #frames: TfRecords;
  #view: DataView = new DataView(new ArrayBuffer(0));
  readonly #into: Into;

  constructor(sink: Sink) {
    this.#into = { sink, tags: new Tags(sink), row: new TfRow(sink) };
    this.#frames = new TfRecords({
      record: (b, start, end) => {
        if (!this.#plainEvent(b, start, end)) this.#event(b, start, end);
      },
      problem: (message, offset) => {
        sink.problem(message, { offset });
      },
      eager: (b, start, end) => this.#likeBefore(b, start, end),
    });
  }

  get pending(): number {
    return this.#frames.pending;
  }

  push(bytes: Uint8Array): void {
    this.#frames.push(bytes);
  }

  flush(): void {
    this.#into.row.end();
  }

  end(): void {
    this.flush();
    if (this.pending > 0) this.#into.sink.problem("the last record is incomplete", { offset: this.#frames.offset });
  }

  /** Reads events as long as each is laid out as the last of its tag, and the tags come in the order of before. */
  #likeBefore(b: Uint8Array, start: number, end: number): number {
    const { tags, row } = this.#into;
    const view = this.#viewOf(b);
    let at = start;
    let tag = tags.last?.next;
    for (;;) {
      const layout = tag?.layout;
      if (tag === undefined || layout === undefined) return at;
      const after = at + frameSize + layout.size + footSize;
      if (after > end || !layout.matches(view, b, at)) return at;
      row.put(tag.column, view.getFloat32(after - footSize - 4, true), layoutStep, view, at + frameSize + 1);
      tags.last = tag;
      tag = tag.next;
      at = after;
    }
  }

  #viewOf(b: Uint8Array): DataView {
    const view = this.#view;
    if (view.buffer !== b.buffer || view.byteOffset !== b.byteOffset || view.byteLength !== b.length) {
      this.#view = new DataView(b.buffer, b.byteOffset, b.length);
    }
    return this.#view;
  }

  /**
   * The common event, read without making anything: time, step, and a summary of simple values. False where it is another; what
   * was put into the row until then is put there again.
   */
  #plainEvent(b: Uint8Array, start: number, end: number): boolean {
    const view = this.#viewOf(b);
    // Field 1, a double; field 2, a number; field 5, a message of one byte's length to the end of the event.
    if (b[start] !== 9 || end - start < 16) return false;
    let at = start + 9;
    let step = 0;
    if (b[at] === 16) {
      let scale = 1;
      let c = 128;
      for (at++; c >= 128 && scale < 2 ** 49; scale *= 128) {
        c = b[at++] ?? 0;
        step += (c & 127) * scale;
      }
      if (c >= 128) return false;
    }
    if (b[at] !== 42 || at + 2 + (b[at + 1] ?? 0) !== end || (b[at + 1] ?? 0) > 127) return false;
    const stepEnd = at;
    for (at += 2; at < end;) {
      // Value: its length; tag; a float, which ends it.
      const valueEnd = at + 2 + (b[at + 1] ?? 0);
      const tagEnd = at + 4 + (b[at + 3] ?? 0);
      if (((b[at + 1] ?? 0) | (b[at + 3] ?? 0)) > 127) return false;
      if (b[at] !== 10 || b[at + 2] !== 10 || valueEnd > end || tagEnd + 5 !== valueEnd || b[tagEnd] !== 21)
        return false;
      const tag = this.#into.tags.of(b, at + 4, tagEnd);
      this.#into.row.put(tag.column, view.getFloat32(tagEnd + 1, true), step, view, start + 1);
      if (valueEnd === end && at === stepEnd + 2) tag.learn(b, start, end - start, stepEnd - start);
      at = valueEnd;
    }
    return true;
  }

  #event(b: Uint8Array, start: number, end: number): void {
    try {
      readEvent(this.#into, this.#viewOf(b), b, start, end);
    } catch (error) {
      if (!(error instanceof BadMessage)) throw error;
      this.#into.sink.problem(`a record is malformed: ${error.message}`, { offset: this.#frames.offset });
    }
  }
}

export const tfevents: Format = {
  id: "tfevents",
  label: "TensorBoard event file",
  growth: "append",
  nameless: true,
  probe({ bytes }) {
    if (bytes.length < frameSize + 4) return 0;
    const length = uint32At(bytes, 0);
    if (uint32At(bytes, 4) !== 0 || maskedCrc(bytes, 0, 8) !== uint32At(bytes, 8)) return 0;
    // Any TFRecord file frames so; an event begins with its time, field 1, a double.
    return length >= 9 && bytes[frameSize] === 9 ? 1 : 0;
  },
  parser: (sink) => new TfeventsParser(sink),
};
