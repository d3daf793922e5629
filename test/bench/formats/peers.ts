/**
 * What else reads such logs in JavaScript, each in pieces of the same size as ours. They give the rows they found, so that both
 * sides are seen to have read the same; JSON.parse and papaparse keep nothing of a row, which is less than ours do.
 */
import assert from "node:assert/strict";
import papa from "papaparse";
import { PbfReader } from "pbf";
import { maskedCrc } from "../../../src/core/formats/bytes/crc";

const pieceBytes = 1 << 20;

export function pieces(bytes: Uint8Array): Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / pieceBytes) }, (_, k) =>
    bytes.subarray(k * pieceBytes, (k + 1) * pieceBytes),
  );
}

/** Chunks of text cut at their last newline. */
function* chunksOfLines(bytes: Uint8Array): Generator<string> {
  const decoder = new TextDecoder();
  let tail = "";
  for (const part of pieces(bytes)) {
    const text = tail + decoder.decode(part, { stream: true });
    const end = text.lastIndexOf("\n") + 1;
    tail = text.slice(end);
    if (end > 0) yield text.slice(0, end);
  }
  if (tail !== "") yield tail;
}

export function parsedByJson(bytes: Uint8Array): number {
  let rows = 0;
  for (const chunk of chunksOfLines(bytes)) {
    for (const line of chunk.split("\n")) {
      if (line !== "" && typeof (JSON.parse(line) as { step: unknown }).step === "number") rows++;
    }
  }
  return rows;
}

/** `JSON.parse` refuses NaN and Infinity: where a line has one, they are made null first. */
export function parsedByJsonNonFinite(bytes: Uint8Array): number {
  let rows = 0;
  for (const chunk of chunksOfLines(bytes)) {
    for (const line of chunk.split("\n")) {
      if (line === "") continue;
      const json =
        line.includes("NaN") || line.includes("Infinity") ? line.replaceAll(/-?(NaN|Infinity)/g, "null") : line;
      if (typeof (JSON.parse(json) as { step: unknown }).step === "number") rows++;
    }
  }
  return rows;
}

/** papaparse in its fast mode (no quotes): cells as texts, or made numbers where they are. */
export function parsedByPapa(bytes: Uint8Array, dynamicTyping: boolean): number {
  let rows = -1;
  for (const chunk of chunksOfLines(bytes)) {
    for (const row of papa.parse(chunk, { fastMode: true, dynamicTyping }).data) if (row.length > 1) rows++;
  }
  return rows;
}

interface Value {
  tag: string;
  simple_value: number;
}
interface Event {
  wall_time: number;
  step: number;
  summary: { value: Value[] } | undefined;
}

// As `pbf event.proto` generates them.
const readValue = (pbf: PbfReader, end: number) => pbf.readFields(readValueField, { tag: "", simple_value: 0 }, end);
function readValueField(tag: number, value: Value, pbf: PbfReader): void {
  if (tag === 1) value.tag = pbf.readString();
  else if (tag === 2) value.simple_value = pbf.readFloat();
}
const readSummary = (pbf: PbfReader, end: number) => pbf.readFields(readSummaryField, { value: [] }, end);
function readSummaryField(tag: number, summary: { value: Value[] }, pbf: PbfReader): void {
  if (tag === 1) summary.value.push(readValue(pbf, pbf.readVarint() + pbf.pos));
}
function readEventField(tag: number, event: Event, pbf: PbfReader): void {
  if (tag === 1) event.wall_time = pbf.readDouble();
  else if (tag === 2) event.step = pbf.readVarint(true);
  else if (tag === 5) event.summary = readSummary(pbf, pbf.readVarint() + pbf.pos);
}

/** Frames of event files decoded by pbf, their values kept by tag with their steps and times. */
export function decodedByPbf(bytes: Uint8Array, checked: boolean): number {
  const series = new Map<string, { steps: number[]; times: number[]; values: number[] }>();
  let rows = 0;
  let lastStep = NaN;
  let tail = new Uint8Array(0);
  for (const part of pieces(bytes)) {
    const joined = new Uint8Array(tail.length + part.length);
    joined.set(tail);
    joined.set(part, tail.length);
    const pbf = new PbfReader(joined);
    let at = 0;
    while (at + 12 <= joined.length) {
      pbf.pos = at;
      const length = pbf.readFixed64();
      const end = at + 12 + length;
      if (end + 4 > joined.length) break;
      if (checked) {
        assert.ok(maskedCrc(joined, at, at + 8) === pbf.readFixed32());
        pbf.pos = end;
        assert.ok(maskedCrc(joined, at + 12, end) === pbf.readFixed32());
      }
      pbf.pos = at + 12;
      const event = pbf.readFields<Event>(readEventField, { wall_time: 0, step: 0, summary: undefined }, end);
      for (const value of event.summary?.value ?? []) {
        let of = series.get(value.tag);
        if (of === undefined) series.set(value.tag, (of = { steps: [], times: [], values: [] }));
        of.steps.push(event.step);
        of.times.push(event.wall_time);
        of.values.push(value.simple_value);
      }
      if (event.step !== lastStep) rows++;
      lastStep = event.step;
      at = end + 4;
    }
    tail = joined.slice(at);
  }
  return rows;
}
