import type { Sink } from "../../runs/table/sink";
import { flatten, readJson } from "../json/json";
import { numberOf, wholeNumber } from "../bytes/number";
import type { Fields } from "../bytes/protobuf";
import { utf8 } from "../bytes/utf8";

/** A key that stood at a place in a history record, and its column. */
interface Item {
  readonly key: Uint8Array;
  readonly name: string;
  column: number;
}

/** The history of a W&B run: HistoryRecord {1 repeated item {1 key | 2 nested_key; 16 value_json}; 2 step {1 num}}, a row each. */
export class WandbHistory {
  readonly #sink: Sink;
  /** The items of the record before, in order: the next record has most likely the same. */
  readonly #items: Item[] = [];
  readonly #columns = new Map<string, number>();

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  row(fields: Fields): void {
    let step: number | undefined;
    let place = 0;
    let any = false;
    while (fields.next()) {
      if (fields.field === 1 && fields.wire === 2) any = this.#item(fields.message(), place++) || any;
      else if (fields.field === 2 && fields.wire === 2) {
        const numbered = fields.message();
        while (numbered.next()) {
          if (numbered.field === 1 && numbered.wire === 0) step = numbered.varint();
          else numbered.skip();
        }
      } else fields.skip();
    }
    if (!any) return;
    if (step !== undefined) this.#sink.set(this.#column("_step"), step);
    this.#sink.row(0);
  }

  /** One key and value of a history row; whether it was a number or text. */
  #item(fields: Fields, place: number): boolean {
    let item: Item | undefined;
    let nested = "";
    let from = 0;
    let to = 0;
    while (fields.next()) {
      if (fields.field === 1 && fields.wire === 2) {
        const n = fields.length();
        item = this.#itemAt(place, fields.bytes, fields.position - n, fields.position);
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
      if (item.column < 0) item.column = this.#column(item.name);
      this.#sink.set(item.column, value);
      return true;
    }
    return this.#other(item?.name ?? nested, utf8(fields.bytes, from, to));
  }

  #itemAt(place: number, b: Uint8Array, start: number, end: number): Item {
    const known = this.#items[place];
    const size = end - start;
    if (known?.key.length === size && known.key.every((c, k) => c === b[start + k])) return known;
    const item = { key: b.slice(start, end), name: utf8(b, start, end), column: -1 };
    if (place < 4096) this.#items[place] = item;
    return item;
  }

  #column(key: string): number {
    const known = this.#columns.get(key);
    if (known !== undefined) return known;
    const made = this.#sink.column(key);
    this.#columns.set(key, made);
    return made;
  }

  /** A value that is no plain number: quoted numbers, texts, objects (media and histograms carry a `_type` and are left out). */
  #other(key: string, json: string): boolean {
    const read = readJson(json);
    if (!read.ok || key === "") return false;
    const flat = flatten({ [key]: read.value });
    if (flat.has(`${key}/_type`)) return false;
    for (const [path, value] of flat) {
      const number = typeof value === "string" ? numberOf(value) : Number(value);
      if (number !== undefined) this.#sink.set(this.#column(path), number);
      else this.#sink.text(this.#column(path), String(value));
    }
    return flat.size > 0;
  }
}

/** A JSON number that takes all of the bytes, NaN and Infinity included; undefined for anything else, also quoted ones. */
function plainNumber(b: Uint8Array, start: number, end: number): number | undefined {
  return b[start] === 34 ? wholeNumber(b, start + 1, end - 1) : wholeNumber(b, start, end);
}
