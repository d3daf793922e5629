import type { Sink } from "../../runs/table/sink";
import { Fields } from "../bytes/protobuf";
import { readTensor } from "./tensor";
import type { TfRow } from "./tfRow";
import { readHparams, readTextSettings } from "./tfSettings";
import type { Tag, Tags } from "./tfTags";
import { utf8 } from "../bytes/utf8";

const otherPlugins = new Set(["images", "audio", "histograms", "pr_curves", "mesh", "graph_keras_model"]);

/** Where a file's events are put. */
export interface Into {
  readonly sink: Sink;
  readonly tags: Tags;
  readonly row: TfRow;
}

/** An event whose summary is being read. */
interface Event {
  readonly into: Into;
  readonly view: DataView;
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  step: number;
  /** Where the time is, -1 for none; where the step ends. */
  timeAt: number;
  stepEnd: number;
}

/** Any Event message (tensorflow/core/util/event.proto) in `bytes[start … end)`. Throws BadMessage. */
export function readEvent(into: Into, view: DataView, bytes: Uint8Array, start: number, end: number): void {
  const event: Event = { into, view, bytes, start, end, step: 0, timeAt: -1, stepEnd: start };
  const fields = new Fields(bytes, start, end);
  let summary: Fields | undefined;
  while (fields.next()) {
    if (fields.field === 1 && fields.wire === 1) {
      fields.skip();
      event.timeAt = fields.position - 8;
    } else if (fields.field === 2 && fields.wire === 0) {
      event.step = fields.varint();
      event.stepEnd = fields.position;
    } else if (fields.field === 5 && fields.wire === 2) summary = fields.message();
    else fields.skip();
  }
  while (summary?.next() === true) {
    if (summary.field === 1 && summary.wire === 2) readValue(event, summary.message());
    else summary.skip();
  }
}

function readValue(event: Event, fields: Fields): void {
  const { into, bytes } = event;
  let tag: Tag | undefined;
  let value: number | undefined;
  let tensor: Fields | undefined;
  while (fields.next()) {
    if (fields.field === 1 && fields.wire === 2) {
      const n = fields.length();
      tag = into.tags.of(bytes, fields.position - n, fields.position);
    } else if (fields.field === 2 && fields.wire === 5) value = fields.float();
    else if (fields.field === 8 && fields.wire === 2) tensor = fields.message();
    else if (fields.field === 9 && fields.wire === 2) readMetadata(fields.message(), tag, into.sink);
    else fields.skip();
  }
  if (tag === undefined) return;
  if (value === undefined && tensor !== undefined && !otherPlugins.has(tag.plugin)) {
    const read = readTensor(tensor);
    if (read !== undefined && "number" in read) {
      value = read.number;
      if (read.floatEnd === event.end) learn(event, tag);
    } else if (read !== undefined) readTextSettings(utf8(tag.bytes), read.texts, into.sink);
  }
  if (value !== undefined) into.row.put(tag.column, value, event.step, event.view, event.timeAt);
}

/** An event of a single scalar that ends with its float, such as TensorFlow 2 writes: the next ones are alike. */
function learn({ bytes, start, end, timeAt, stepEnd }: Event, tag: Tag): void {
  if (bytes[start] !== 9 || timeAt !== start + 1 || bytes[start + 9] !== 16) return;
  const summary = new Fields(bytes, stepEnd, end);
  // Field 5 up to the end of the event, in it one value up to its end.
  if (!summary.next() || summary.field !== 5) return;
  const value = summary.message();
  if (!value.next() || value.field !== 1) return;
  value.skip();
  if (value.position === end) tag.learn(bytes, start, end - start, stepEnd - start);
}

/** SummaryMetadata, of a tag's first value only: which plugin it is for, and that plugin's own content. */
function readMetadata(fields: Fields, tag: Tag | undefined, sink: Sink): void {
  while (fields.next()) {
    if (fields.field !== 1 || fields.wire !== 2) {
      fields.skip();
      continue;
    }
    const plugin = fields.message();
    let name = "";
    while (plugin.next()) {
      if (plugin.field === 1) name = plugin.text();
      else if (plugin.field === 2 && name === "hparams") readHparams(plugin.message(), sink);
      else plugin.skip();
    }
    if (tag !== undefined) tag.plugin = name;
  }
}
