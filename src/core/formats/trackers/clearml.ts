import type { Sink } from "../../runs/table/sink";
import type { Format } from "../format";
import { headText } from "../bytes/headText";
import { isObject, readJson, type Json } from "../json/json";
import { numberOf } from "../bytes/number";
import { lineParser, type Reader } from "../bytes/readers";
import { StepRows } from "../bytes/stepRows";
import { utf8 } from "../bytes/utf8";
import { JsonFile } from "../json/jsonFile";

/**
 * ClearML's offline sessions, unpacked (clearml/backend_interface/metrics/interface.py): `metrics.jsonl`, a list of events a
 * line, and `task.json` with the name and the parameters. Sessions sent to a server are not on disk. ClearML writes 0 for NaN.
 */

const longestLine = 64 << 20;

class EventReader implements Reader {
  readonly #sink: Sink;
  readonly #rows: StepRows;
  #known = false;

  constructor(sink: Sink) {
    this.#sink = sink;
    this.#rows = new StepRows(sink);
  }

  read(b: Uint8Array, start: number, end: number, line: number): void {
    const text = utf8(b, start, end);
    if (text.trim() === "") return;
    const read = readJson(text);
    if (!read.ok || !Array.isArray(read.value)) {
      this.#sink.problem(`not a list of ClearML's events: ${read.ok ? "no list" : read.why}`, { line });
      return;
    }
    for (const event of read.value as readonly Json[]) if (isObject(event)) this.#event(event);
  }

  rest(): void {
    this.#rows.end();
  }

  #event({ type, task, iter, metric, variant, value, timestamp }: Readonly<Record<string, Json>>): void {
    if (typeof task === "string" && !this.#known) {
      this.#known = true;
      this.#sink.setIdentity(`clearml ${task}`);
    }
    if (type !== "training_stats_scalar" || typeof value !== "number" || typeof iter !== "number") return;
    const part = (name: Json | undefined) => (typeof name === "string" ? name : "");
    const key = part(variant) === "" ? part(metric) : `${part(metric)}/${part(variant)}`;
    if (key !== "") this.#rows.put(key, value, iter, typeof timestamp === "number" ? timestamp : NaN);
  }
}

const openBrace = 91;

export const clearmlEvents: Format = {
  id: "clearml",
  label: "ClearML offline session",
  growth: "append",
  nameless: true,
  probe({ bytes }) {
    if (bytes[0] !== openBrace) return 0;
    const text = headText(bytes, 4096);
    const keys = ['"type"', '"task"', '"iter"', '"metric"', '"variant"'];
    return text.startsWith("[{") && keys.every((key) => text.includes(key)) ? 1 : 0;
  },
  parser: (sink) =>
    lineParser(sink, new EventReader(sink), {
      longest: longestLine,
      tooLong: `line longer than ${longestLine >> 20} MiB: skipped`,
    }),
};

function takeTask(value: Json, sink: Sink): void {
  if (!isObject(value) || typeof value["id"] !== "string") return;
  const { id, name, project_name: project, hyperparams } = value;
  sink.setIdentity(`clearml ${id}`);
  if (typeof name === "string") sink.setName(name);
  if (typeof project === "string") sink.setConfig("project", project);
  for (const section of Object.values(isObject(hyperparams) ? hyperparams : {})) {
    for (const [key, setting] of Object.entries(isObject(section) ? section : {})) {
      const text = isObject(setting) ? setting["value"] : undefined;
      if (typeof text === "string" && text !== "") sink.setConfig(key, numberOf(text) ?? text);
    }
  }
}

export const clearmlTask: Format = {
  id: "clearml-task",
  label: "ClearML offline session: name and parameters",
  growth: "rewrite",
  nameless: true,
  probe({ path, bytes }) {
    if (!path.endsWith("task.json")) return 0;
    const text = headText(bytes);
    const keys = ['"hyperparams"', '"offline_folder"', '"id"'];
    return keys.every((key) => text.includes(key)) ? 1 : 0;
  },
  parser: (sink) => new JsonFile(sink, takeTask),
};
