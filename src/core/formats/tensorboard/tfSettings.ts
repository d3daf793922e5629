import type { Sink } from "../../runs/table/sink";
import { flatten, isObject, readJson } from "../json/json";
import type { Fields } from "../bytes/protobuf";

/** HParamsPluginData (tensorboard/plugins/hparams/plugin_data.proto): the values a session was started with. */
export function readHparams(data: Fields, sink: Sink): void {
  while (data.next()) {
    if (data.field !== 3 || data.wire !== 2) {
      data.skip();
      continue;
    }
    const start = data.message();
    while (start.next()) {
      if (start.field === 1 && start.wire === 2) readHparam(start.message(), sink);
      else start.skip();
    }
  }
}

function readHparam(entry: Fields, sink: Sink): void {
  let key = "";
  while (entry.next()) {
    if (entry.field === 1) key = entry.text();
    else if (entry.field === 2 && entry.wire === 2) {
      const value = entry.message();
      while (value.next()) {
        if (value.field === 2 && value.wire === 1) sink.setConfig(key, value.double());
        else if (value.field === 3) sink.setConfig(key, value.text());
        else if (value.field === 4) sink.setConfig(key, value.varint() !== 0);
        else value.skip();
      }
    } else entry.skip();
  }
}

/** Settings that trainers log as text: JSON (Hugging Face), `name = value` lines (gin, as t5x writes). */
export function readTextSettings(tag: string, texts: readonly string[], sink: Sink): void {
  for (const text of texts) {
    if (text.length > 1 << 18) continue;
    const trimmed = text.trim();
    if (trimmed.startsWith("{")) {
      const read = readJson(trimmed);
      if (read.ok && isObject(read.value)) for (const [key, value] of flatten(read.value)) sink.setConfig(key, value);
    } else if (tag.replace("/text_summary", "").endsWith("config") || tag.includes("gin")) {
      for (const line of trimmed.split("\n").slice(0, 2000)) readAssignment(line, sink);
    }
  }
}

function readAssignment(line: string, sink: Sink): void {
  const at = line.indexOf("=");
  const key = line.slice(0, at).trim();
  const value = line.slice(at + 1).trim();
  if (at <= 0 || key.includes(" ") || key.startsWith("#") || value === "" || value.length > 100) return;
  const number = Number(value);
  const text = value.startsWith("'") || value.startsWith('"') ? value.slice(1, -1) : value;
  sink.setConfig(key, Number.isNaN(number) ? text : number);
}
