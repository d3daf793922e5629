import type { Sink } from "../../runs/table/sink";
import type { Format } from "../format";
import { isObject, readJson, type Json } from "../json/json";
import { numberOf } from "../bytes/number";
import { Fields } from "../bytes/protobuf";
import { recordParser, type Reader } from "../bytes/readers";
import { StepRows } from "../bytes/stepRows";
import { utf8 } from "../bytes/utf8";

/**
 * SwanLab's own file of a run, `run-<id>.swanlab` (before 0.7 `backup.swanlab`): records in a LevelDB log after a header of its
 * own, as protobuf messages (swanlab/proto/record.proto) or, in the older files, as JSON. One scalar a record: those of one
 * step that follow each other make one row.
 */

const fileHeaderSize = 7;

/** RunState of swanlab/proto/run.proto. */
const statusByCode = ["running", "finished", "failed", "failed"] as const;

class SwanlabReader implements Reader {
  readonly #sink: Sink;
  readonly #rows: StepRows;
  #project = "";

  constructor(sink: Sink) {
    this.#sink = sink;
    this.#rows = new StepRows(sink);
  }

  read(b: Uint8Array, start: number, end: number): void {
    if (b[start] === 123) this.#json(utf8(b, start, end));
    else this.#message(new Fields(b, start, end));
  }

  rest(): void {
    this.#rows.end();
  }

  #message(fields: Fields): void {
    while (fields.next()) {
      if (fields.field === 13 && fields.wire === 2) this.#scalar(fields.message());
      else if (fields.field === 10 && fields.wire === 2) this.#start(fields.message());
      else if (fields.field === 11 && fields.wire === 2) this.#finish(fields.message());
      else fields.skip();
    }
  }

  /** StartRecord {1 project; 4 name; 7 group; 8 job_type; 10 id}. */
  #start(fields: Fields): void {
    let id = "";
    while (fields.next()) {
      if (fields.field === 1 && fields.wire === 2) this.#project = fields.text();
      else if (fields.field === 4 && fields.wire === 2) this.#sink.setName(fields.text());
      else if (fields.field === 7 && fields.wire === 2) this.#sink.setConfig("group", fields.text());
      else if (fields.field === 8 && fields.wire === 2) this.#sink.setConfig("job_type", fields.text());
      else if (fields.field === 10 && fields.wire === 2) id = fields.text();
      else fields.skip();
    }
    if (id !== "") this.#sink.setIdentity(`swanlab ${this.#project}/${id}`);
  }

  #finish(fields: Fields): void {
    let state = 0;
    while (fields.next()) {
      if (fields.field === 1 && fields.wire === 0) state = fields.varint();
      else fields.skip();
    }
    const said = statusByCode[state];
    if (said !== undefined) this.#sink.setStatus(said);
  }

  /** ScalarRecord {1 key; 2 step; 4 timestamp; 5 ScalarValue {1 number}}; what is zero is left out of a message. */
  #scalar(fields: Fields): void {
    let key = "";
    let step = 0;
    let time = NaN;
    let value = 0;
    while (fields.next()) {
      if (fields.field === 1 && fields.wire === 2) key = fields.text();
      else if (fields.field === 2 && fields.wire === 0) step = fields.varint();
      else if (fields.field === 4 && fields.wire === 2) time = secondsOf(fields.message());
      else if (fields.field === 5 && fields.wire === 2) {
        const number = fields.message();
        while (number.next()) {
          if (number.field === 1 && number.wire === 1) value = number.double();
          else number.skip();
        }
      } else fields.skip();
    }
    if (key !== "") this.#rows.put(key, value, step, time);
  }

  /** The older files: `{"model_type": "Scalar", "data": …}`. */
  #json(text: string): void {
    const read = readJson(text);
    if (!read.ok || !isObject(read.value)) return;
    const { model_type: kind, data } = read.value;
    if (!isObject(data)) return;
    if (kind === "Scalar") this.#olderScalar(data);
    else if (kind === "Project" && typeof data["name"] === "string") this.#project = data["name"];
    else if (kind === "Experiment") this.#experiment(data);
    else if (kind === "Footer") this.#sink.setStatus(data["success"] === false ? "failed" : "finished");
  }

  #experiment({ id, name }: Readonly<Record<string, Json>>): void {
    if (typeof name === "string") this.#sink.setName(name);
    if (typeof id === "string") this.#sink.setIdentity(`swanlab ${this.#project}/${id}`);
  }

  #olderScalar(data: Readonly<Record<string, Json>>): void {
    const { key, step, metric } = data;
    const value = isObject(metric) ? metric["data"] : undefined;
    const number = typeof value === "string" ? numberOf(value) : value;
    const time =
      isObject(metric) && typeof metric["create_time"] === "string" ? Date.parse(metric["create_time"]) : NaN;
    if (typeof key === "string" && typeof step === "number" && typeof number === "number")
      this.#rows.put(key, number, step, time / 1000);
  }
}

/** google.protobuf.Timestamp {1 seconds; 2 nanos}. */
function secondsOf(fields: Fields): number {
  let seconds = 0;
  let nanos = 0;
  while (fields.next()) {
    if (fields.field === 1 && fields.wire === 0) seconds = fields.varint();
    else if (fields.field === 2 && fields.wire === 0) nanos = fields.varint();
    else fields.skip();
  }
  return seconds + nanos * 1e-9;
}

export const swanlab: Format = {
  id: "swanlab",
  label: "SwanLab run",
  growth: "append",
  nameless: true,
  // ":SWL" and 0xE1D6.
  probe: ({ bytes: b }) =>
    b[0] === 58 && b[1] === 83 && b[2] === 87 && b[3] === 76 && b[4] === 0xd6 && b[5] === 0xe1 ? 1 : 0,
  parser: (sink) => recordParser(sink, fileHeaderSize, new SwanlabReader(sink)),
};
