import type { Sink } from "../runs/sink";
import { maskedCrc } from "./crc";
import type { Format, Parser } from "./format";
import { BadMessage, Fields, uint32At } from "./protobuf";
import { readTensor } from "./tensor";
import { FRAME, TfRecords } from "./tfRecords";
import { readHparams, readTextSettings } from "./tfSettings";
import { utf8 } from "./utf8";

/**
 * TensorBoard event files: TFRecord frames (tensorflow/core/lib/io/record_writer.h) of Event messages
 * (tensorflow/core/util/event.proto). Scalars are read as simple values and as tensors; hyperparameters and configs logged as
 * text become settings. Events of one step make one row. Both checksums of a frame are checked.
 */

/** A tag that was seen: its bytes as logged, its column, and the tag that came after it, which is where to look first. */
interface Tag {
  readonly bytes: Uint8Array;
  readonly column: number;
  readonly plugin: { name: string };
  next: Tag | undefined;
}

const NOT_SCALARS = new Set(["images", "audio", "histograms", "pr_curves", "mesh", "graph_keras_model"]);

class TfeventsParser implements Parser {
  private readonly frames: TfRecords;
  private view: DataView = new DataView(new ArrayBuffer(0));
  private step = 0;
  private open = false;
  private readonly stepColumn: number;
  private readonly timeColumn: number;
  private readonly tags = new Map<string, Tag>();
  private lastTag: Tag | undefined;

  constructor(private readonly sink: Sink) {
    this.frames = new TfRecords({
      record: (b, start, end) => {
        if (!this.plainEvent(b, start, end)) this.event(b, start, end);
      },
      problem: (message, offset) => {
        sink.problem(message, { offset });
      },
    });
    this.stepColumn = sink.column("step");
    this.timeColumn = sink.column("wall_time");
  }

  get pending(): number {
    return this.frames.pending;
  }

  push(bytes: Uint8Array): void {
    this.frames.push(bytes);
  }

  flush(): void {
    if (this.open) this.sink.row(0);
    this.open = false;
  }

  end(): void {
    this.flush();
    if (this.pending > 0) this.sink.problem("the last record is cut off", { offset: this.frames.offset });
  }

  /**
   * The common event, read without making anything: time, step, and a summary of simple values. False where it is another; what
   * was put into the row until then is put there again.
   */
  private plainEvent(b: Uint8Array, start: number, end: number): boolean {
    if (this.view.buffer !== b.buffer || this.view.byteOffset !== b.byteOffset || this.view.byteLength !== b.length) {
      this.view = new DataView(b.buffer, b.byteOffset, b.length);
    }
    const { view } = this;
    // Field 1, a double; field 2, a number; field 5, a message of one byte's length to the end of the event.
    if (b[start] !== 9 || end - start < 16) return false;
    const time = view.getFloat64(start + 1, true);
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
    at += 2;
    while (at < end) {
      // Value: its length; tag; a float, which ends it.
      const valueEnd = at + 2 + (b[at + 1] ?? 0);
      const tagEnd = at + 4 + (b[at + 3] ?? 0);
      if (((b[at + 1] ?? 0) | (b[at + 3] ?? 0)) > 127) return false;
      if (b[at] !== 10 || b[at + 2] !== 10 || valueEnd > end || tagEnd + 5 !== valueEnd || b[tagEnd] !== 21)
        return false;
      this.scalar(this.tagOf(b, at + 4, tagEnd).column, view.getFloat32(tagEnd + 1, true), step, time);
      at = valueEnd;
    }
    return true;
  }

  private event(b: Uint8Array, start: number, end: number): void {
    const fields = new Fields(b, start, end);
    let time = NaN;
    let step = 0;
    let summary = -1;
    let summaryEnd = 0;
    try {
      while (fields.next()) {
        if (fields.field === 1 && fields.wire === 1) time = fields.double();
        else if (fields.field === 2 && fields.wire === 0) step = fields.varint();
        else if (fields.field === 5 && fields.wire === 2) {
          const n = fields.length();
          summary = fields.position - n;
          summaryEnd = fields.position;
        } else fields.skip();
      }
      if (summary >= 0) this.summary(b, summary, summaryEnd, step, time);
    } catch (error) {
      if (!(error instanceof BadMessage)) throw error;
      this.sink.problem(`a record is malformed: ${error.message}`, { offset: this.frames.offset });
    }
  }

  private summary(b: Uint8Array, start: number, end: number, step: number, time: number): void {
    const fields = new Fields(b, start, end);
    while (fields.next()) {
      if (fields.field !== 1 || fields.wire !== 2) fields.skip();
      else {
        const n = fields.length();
        this.value(b, fields.position - n, fields.position, step, time);
      }
    }
  }

  private value(b: Uint8Array, start: number, end: number, step: number, time: number): void {
    const fields = new Fields(b, start, end);
    let tag: Tag | undefined;
    let value: number | undefined;
    let tensor: Fields | undefined;
    while (fields.next()) {
      if (fields.field === 1 && fields.wire === 2) {
        const n = fields.length();
        tag = this.tagOf(b, fields.position - n, fields.position);
      } else if (fields.field === 2 && fields.wire === 5) value = fields.float();
      else if (fields.field === 8 && fields.wire === 2) tensor = fields.message();
      else if (fields.field === 9 && fields.wire === 2) this.metadata(fields.message(), tag);
      else fields.skip();
    }
    if (tag === undefined) return;
    if (value === undefined && tensor !== undefined && !NOT_SCALARS.has(tag.plugin.name)) {
      const read = readTensor(tensor);
      if (read !== undefined && "number" in read) value = read.number;
      else if (read !== undefined) readTextSettings(utf8(tag.bytes), read.texts, this.sink);
    }
    if (value !== undefined) this.scalar(tag.column, value, step, time);
  }

  private scalar(column: number, value: number, step: number, time: number): void {
    if (this.open && step !== this.step) {
      this.sink.row(0);
      this.open = false;
    }
    if (!this.open) {
      this.open = true;
      this.step = step;
      this.sink.set(this.stepColumn, step);
      this.sink.set(this.timeColumn, time);
    }
    this.sink.set(column, value);
  }

  private tagOf(b: Uint8Array, start: number, end: number): Tag {
    const guess = this.lastTag?.next;
    if (guess !== undefined && same(b, start, end, guess.bytes)) return (this.lastTag = guess);
    const name = utf8(b, start, end);
    let tag = this.tags.get(name);
    if (tag === undefined) {
      // Tags that would collide with the columns of the frame keep a name of their own.
      const key = name === "step" || name === "wall_time" ? `scalar/${name}` : name;
      tag = { bytes: b.slice(start, end), column: this.sink.column(key), plugin: { name: "" }, next: undefined };
      this.tags.set(name, tag);
    }
    if (this.lastTag !== undefined) this.lastTag.next = tag;
    return (this.lastTag = tag);
  }

  /** SummaryMetadata, of a tag's first value only: which plugin it is for, and that plugin's own content. */
  private metadata(fields: Fields, tag: Tag | undefined): void {
    while (fields.next()) {
      if (fields.field !== 1 || fields.wire !== 2) {
        fields.skip();
        continue;
      }
      const plugin = fields.message();
      let name = "";
      while (plugin.next()) {
        if (plugin.field === 1) name = plugin.text();
        else if (plugin.field === 2 && name === "hparams") readHparams(plugin.message(), this.sink);
        else plugin.skip();
      }
      if (tag !== undefined) tag.plugin.name = name;
    }
  }
}

function same(b: Uint8Array, start: number, end: number, word: Uint8Array): boolean {
  const n = word.length;
  if (end - start !== n) return false;
  for (let k = 0; k < n; k++) if (b[start + k] !== word[k]) return false;
  return true;
}

export const tfevents: Format = {
  id: "tfevents",
  label: "TensorBoard event file",
  growth: "append",
  nameless: true,
  probe({ bytes }) {
    if (bytes.length < FRAME + 4) return 0;
    const length = uint32At(bytes, 0);
    if (uint32At(bytes, 4) !== 0 || maskedCrc(bytes, 0, 8) !== uint32At(bytes, 8)) return 0;
    // Any TFRecord file frames so; an event begins with its time, field 1, a double.
    return length >= 9 && bytes[FRAME] === 9 ? 1 : 0;
  },
  parser: (sink) => new TfeventsParser(sink),
};
