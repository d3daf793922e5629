import type { Sink } from "../runs/sink";
import type { Format, Parser } from "./format";
import { flatten, readJson } from "./json";
import { LevelLog } from "./levelLog";
import { numberOf, wholeNumber } from "./number";
import { BadMessage, Fields } from "./protobuf";
import { utf8 } from "./utf8";

/**
 * Weights & Biases' transaction log, `run-<id>.wandb` (wandb/proto/wandb_internal.proto in a LevelDB log): the one local history
 * of a run, online or not. A run that was killed has no exit record and lost what was not yet in a block of 32 KiB.
 */

const FILE_HEADER = 7;

/** A key that stood at a place in a history record, and its column. */
interface Item {
  readonly key: Uint8Array;
  readonly name: string;
  column: number;
}

class WandbParser implements Parser {
  private readonly log: LevelLog;
  /** The items of the record before, in order: the next record has most likely the same. */
  private readonly items: Item[] = [];
  private readonly columns = new Map<string, number>();

  constructor(private readonly sink: Sink) {
    this.log = new LevelLog(FILE_HEADER, {
      record: (b, start, end) => {
        this.record(b, start, end);
      },
      problem: (message, offset) => {
        sink.problem(message, { offset });
      },
    });
  }

  get pending(): number {
    return this.log.pending;
  }

  push(bytes: Uint8Array): void {
    this.log.push(bytes);
  }

  // Only whole records are read, and each at once.
  flush(): void {
    return;
  }

  end(): void {
    if (this.log.pending > 0)
      this.sink.problem("the last record is cut off, as when a run is killed: its tail is lost");
  }

  private record(b: Uint8Array, start: number, end: number): void {
    const fields = new Fields(b, start, end);
    try {
      while (fields.next()) {
        if (fields.field === 2 && fields.wire === 2) this.history(fields.message());
        else if (fields.field === 17 && fields.wire === 2) this.run(fields.message());
        else if (fields.field === 5 && fields.wire === 2) this.config(fields.message());
        else if (fields.field === 18 && fields.wire === 2) this.exit(fields.message());
        else fields.skip();
      }
    } catch (error) {
      if (!(error instanceof BadMessage)) throw error;
      this.sink.discard();
      this.sink.problem(`a record is malformed: ${error.message}`);
    }
  }

  private history(fields: Fields): void {
    let step: number | undefined;
    let place = 0;
    let any = false;
    while (fields.next()) {
      if (fields.field === 1 && fields.wire === 2) any = this.item(fields.message(), place++) || any;
      else if (fields.field === 2 && fields.wire === 2) {
        const numbered = fields.message();
        while (numbered.next()) {
          if (numbered.field === 1 && numbered.wire === 0) step = numbered.varint();
          else numbered.skip();
        }
      } else fields.skip();
    }
    if (!any) return;
    if (step !== undefined) this.sink.set(this.column("_step"), step);
    this.sink.row(0);
  }

  /** One key and value of a history row; whether it was a number or text. */
  private item(fields: Fields, place: number): boolean {
    let item: Item | undefined;
    let nested = "";
    let from = 0;
    let to = 0;
    while (fields.next()) {
      if (fields.field === 1 && fields.wire === 2) {
        const n = fields.length();
        item = this.itemAt(place, fields.bytes, fields.position - n, fields.position);
      } else if (fields.field === 2 && fields.wire === 2) nested += `${nested === "" ? "" : "/"}${fields.text()}`;
      else if (fields.field === 16 && fields.wire === 2) {
        const n = fields.length();
        from = fields.position - n;
        to = fields.position;
      } else fields.skip();
    }
    if (to === from) return false;
    const value = plainNumber(fields.bytes, from, to);
    if (item !== undefined && value !== undefined) {
      if (item.column < 0) item.column = this.column(item.name);
      this.sink.set(item.column, value);
      return true;
    }
    return this.other(item?.name ?? nested, utf8(fields.bytes, from, to));
  }

  private itemAt(place: number, b: Uint8Array, start: number, end: number): Item {
    const known = this.items[place];
    const size = end - start;
    if (known?.key.length === size && known.key.every((c, k) => c === b[start + k])) return known;
    const item = { key: b.slice(start, end), name: utf8(b, start, end), column: -1 };
    if (place < 4096) this.items[place] = item;
    return item;
  }

  private column(key: string): number {
    const known = this.columns.get(key);
    if (known !== undefined) return known;
    const made = this.sink.column(key);
    this.columns.set(key, made);
    return made;
  }

  /** A value that is no plain number: quoted numbers, texts, objects (media and histograms carry a `_type` and are left out). */
  private other(key: string, json: string): boolean {
    const read = readJson(json);
    if (!read.ok || key === "") return false;
    const flat = flatten({ [key]: read.value });
    if (flat.has(`${key}/_type`)) return false;
    for (const [path, value] of flat) {
      const number = typeof value === "string" ? numberOf(value) : Number(value);
      if (number !== undefined) this.sink.set(this.column(path), number);
      else this.sink.text(this.column(path), String(value));
    }
    return flat.size > 0;
  }

  private run(fields: Fields): void {
    let id = "";
    let project = "";
    while (fields.next()) {
      if (fields.field === 1 && fields.wire === 2) id = fields.text();
      else if (fields.field === 3 && fields.wire === 2) project = fields.text();
      else if (fields.field === 4 && fields.wire === 2) this.config(fields.message());
      else if (fields.field === 6 && fields.wire === 2) this.sink.setConfig("group", fields.text());
      else if (fields.field === 7 && fields.wire === 2) this.sink.setConfig("job_type", fields.text());
      else if (fields.field === 8 && fields.wire === 2) this.sink.setName(fields.text());
      else fields.skip();
    }
    if (id !== "") this.sink.setIdentity(`wandb ${project}/${id}`);
  }

  private config(fields: Fields): void {
    while (fields.next()) {
      if (fields.field !== 1 || fields.wire !== 2) {
        fields.skip();
        continue;
      }
      const update = fields.message();
      let key = "";
      let json = "";
      while (update.next()) {
        if (update.field === 1 && update.wire === 2) key = update.text();
        else if (update.field === 2 && update.wire === 2) key += `${key === "" ? "" : "/"}${update.text()}`;
        else if (update.field === 16 && update.wire === 2) json = update.text();
        else update.skip();
      }
      // What the library says of itself holds the host and the e-mail address.
      if (key === "" || key.startsWith("_wandb")) continue;
      const read = readJson(json);
      if (read.ok) for (const [path, value] of flatten({ [key]: read.value })) this.sink.setConfig(path, value);
    }
  }

  private exit(fields: Fields): void {
    let code = 0;
    while (fields.next()) {
      if (fields.field === 1 && fields.wire === 0) code = fields.varint();
      else fields.skip();
    }
    this.sink.setStatus(code === 0 ? "finished" : "failed");
  }
}

/** A JSON number that takes all of the bytes, NaN and Infinity included; undefined for anything else, also quoted ones. */
function plainNumber(b: Uint8Array, start: number, end: number): number | undefined {
  return b[start] === 34 ? wholeNumber(b, start + 1, end - 1) : wholeNumber(b, start, end);
}

export const wandb: Format = {
  id: "wandb",
  label: "Weights & Biases run",
  growth: "append",
  nameless: true,
  probe: ({ bytes: b }) =>
    b[0] === 58 && b[1] === 87 && b[2] === 38 && b[3] === 66 && b[4] === 0xe1 && b[5] === 0xbe && b[6] === 0 ? 1 : 0,
  parser: (sink) => new WandbParser(sink),
};
