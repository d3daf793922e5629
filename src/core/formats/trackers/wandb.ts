import type { Sink } from "../../runs/table/sink";
import type { Format } from "../format";
import { flatten, readJson } from "../json/json";
import { Fields } from "../bytes/protobuf";
import { recordParser, type Reader } from "../bytes/readers";
import { WandbHistory } from "./wandbHistory";

/**
 * Weights & Biases' transaction log, `run-<id>.wandb` (wandb/proto/wandb_internal.proto in a LevelDB log): the one local history
 * of a run, online or not. A run that was killed has no exit record and lost what was not yet in a block of 32 KiB.
 */

const fileHeaderSize = 7;

class WandbReader implements Reader {
  readonly #sink: Sink;
  readonly #history: WandbHistory;

  constructor(sink: Sink) {
    this.#sink = sink;
    this.#history = new WandbHistory(sink);
  }

  read(b: Uint8Array, start: number, end: number): void {
    const fields = new Fields(b, start, end);
    while (fields.next()) {
      if (fields.field === 2 && fields.wire === 2) this.#history.row(fields.message());
      else if (fields.field === 17 && fields.wire === 2) this.#run(fields.message());
      else if (fields.field === 12 && fields.wire === 2) this.#metric(fields.message());
      else if (fields.field === 5 && fields.wire === 2) this.#config(fields.message());
      else if (fields.field === 18 && fields.wire === 2) this.#exit(fields.message());
      else fields.skip();
    }
  }

  failed(): void {
    this.#sink.discard();
  }

  #run(fields: Fields): void {
    let id = "";
    let project = "";
    while (fields.next()) {
      if (fields.field === 1 && fields.wire === 2) id = fields.text();
      else if (fields.field === 3 && fields.wire === 2) project = fields.text();
      else if (fields.field === 4 && fields.wire === 2) this.#config(fields.message());
      else if (fields.field === 6 && fields.wire === 2) this.#sink.setConfig("group", fields.text());
      else if (fields.field === 7 && fields.wire === 2) this.#sink.setConfig("job_type", fields.text());
      else if (fields.field === 8 && fields.wire === 2) this.#sink.setName(fields.text());
      else fields.skip();
    }
    if (id !== "") this.#sink.setIdentity(`wandb ${project}/${id}`);
  }

  /** MetricRecord {1 name; 2 glob_name; 4 step_metric}: what `define_metric` says of the keys of the history. */
  #metric(fields: Fields): void {
    let keys = "";
    let step = "";
    while (fields.next()) {
      if ((fields.field === 1 || fields.field === 2) && fields.wire === 2) keys = fields.text();
      else if (fields.field === 4 && fields.wire === 2) step = fields.text();
      else fields.skip();
    }
    if (keys !== "" && step !== "" && keys !== step) this.#sink.setStepKey(keys, step);
  }

  #config(fields: Fields): void {
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
      // `_wandb` holds the host name and the e-mail address.
      if (key === "" || key.startsWith("_wandb")) continue;
      const read = readJson(json);
      if (read.ok) for (const [path, value] of flatten({ [key]: read.value })) this.#sink.setConfig(path, value);
    }
  }

  #exit(fields: Fields): void {
    let code = 0;
    while (fields.next()) {
      if (fields.field === 1 && fields.wire === 0) code = fields.varint();
      else fields.skip();
    }
    this.#sink.setStatus(code === 0 ? "finished" : "failed");
  }
}

export const wandb: Format = {
  id: "wandb",
  label: "Weights & Biases run",
  growth: "append",
  nameless: true,
  probe: ({ bytes: b }) =>
    b[0] === 58 && b[1] === 87 && b[2] === 38 && b[3] === 66 && b[4] === 0xe1 && b[5] === 0xbe && b[6] === 0 ? 1 : 0,
  parser: (sink) => recordParser(sink, fileHeaderSize, new WandbReader(sink)),
};
