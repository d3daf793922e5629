import type { Sink } from "../../runs/table/sink";
import type { Format, Parser } from "../format";
import { identityOf, setSetting, setStatus, setTag } from "./mlflowValues";
import { scanNumber, wholeNumber } from "../bytes/number";
import { lineParser, type Reader } from "../bytes/readers";
import { readSidecar } from "../sidecar";
import { columnKey } from "../bytes/stepRows";
import { utf8 } from "../bytes/utf8";

/**
 * MLflow's file store (mlflow/store/tracking/file_store.py): a run is a folder named by its id, with a file for every metric
 * (`timestamp value step` a line, appended), parameter and tag, and a `meta.yaml`. A `/` in a metric's name is a folder.
 */

/** Where a file lies in a run's folder: `metrics`, `params`, `tags` with what it is of; `meta.yaml`. */
interface Place {
  readonly run: string;
  readonly kind: string;
  readonly key: string;
}

/** Longer lines and values are not MLflow's. */
const longestValue = 64 << 10;

/** Whether a folder of that name is a run's. */
export const isRunId = (name: string) => /^[0-9a-f]{32}$/.test(name);

/** The place of a file in a run's folder; undefined for other files, and for those of the model registry and of logged models. */
function placeOf(path: string): Place | undefined {
  const pieces = path.split("/");
  const at = pieces.findIndex(isRunId);
  const run = pieces[at];
  const kind = pieces[at + 1];
  if (run === undefined || kind === undefined || pieces[at - 1] === "models") return undefined;
  return { run, kind, key: pieces.slice(at + 2).join("/") };
}

function metricReader(sink: Sink, path: string): Reader {
  const place = placeOf(path);
  sink.setIdentity(identityOf(place?.run ?? ""));
  const valueColumn = sink.column(columnKey(place?.key ?? ""));
  const stepColumn = sink.column("step");
  const timeColumn = sink.column("timestamp");
  return {
    read(b, start, end, line) {
      const words = wordsIn(b, start, end);
      const [time, value, step] = words.map(([from, to]) => wholeNumber(b, from, to));
      if (words.length === 0) return;
      if (time === undefined || value === undefined || words.length > 3 || (words.length === 3 && step === undefined)) {
        sink.problem("not `timestamp value step`: line skipped", { line });
        return;
      }
      sink.set(timeColumn, time);
      sink.set(valueColumn, value);
      // Before MLflow 1.0 there were no steps.
      if (step !== undefined) sink.set(stepColumn, step);
      sink.row(line);
    },
  };
}

/** The words of a line, by their bounds; more than three are not told apart. */
function wordsIn(b: Uint8Array, start: number, end: number): [number, number][] {
  const words: [number, number][] = [];
  for (let i = start; i < end && words.length < 4; i++) {
    if ((b[i] ?? 0) <= 32) continue;
    const from = i;
    while (i < end && (b[i] ?? 0) > 32) i++;
    words.push([from, i]);
  }
  return words;
}

export const mlflowMetric: Format = {
  id: "mlflow",
  label: "MLflow run folder",
  growth: "append",
  nameless: true,
  probe({ path, bytes }) {
    if (placeOf(path)?.kind !== "metrics") return 0;
    return bytes.length > 0 && scanNumber(bytes, 0) > 0 && wordsIn(bytes, 0, Math.min(bytes.length, 256)).length > 1
      ? 1
      : 0;
  },
  parser: (sink, path) =>
    lineParser(sink, metricReader(sink, path), {
      longest: longestValue,
      tooLong: "too long for a metric value: line skipped",
      // MLflow ends every line: without its end a line may have lost its step, or half a number.
      torn: "the last line is incomplete: skipped",
    }),
};

/** Reads a small file once it is complete. */
class SettingParser implements Parser {
  readonly #sink: Sink;
  readonly #place: Place;
  #text = new Uint8Array(0);

  constructor(sink: Sink, place: Place) {
    this.#sink = sink;
    this.#place = place;
    sink.setIdentity(identityOf(place.run));
  }

  get pending(): number {
    return this.#text.length;
  }

  push(bytes: Uint8Array): void {
    if (this.#text.length + bytes.length > longestValue) return;
    const joined = new Uint8Array(this.#text.length + bytes.length);
    joined.set(this.#text);
    joined.set(bytes, this.#text.length);
    this.#text = joined;
  }

  flush(): void {
    return;
  }

  end(): void {
    const sink = this.#sink;
    const place = this.#place;
    const value = utf8(this.#text);
    this.#text = new Uint8Array(0);
    if (place.kind === "params") setSetting(sink, place.key, value);
    else if (place.kind === "tags") setTag(sink, place.key, value);
    else this.#meta(value);
  }

  #meta(text: string): void {
    const read = readSidecar("meta.yaml", text);
    if (!read.ok) {
      this.#sink.problem(`not readable as YAML: ${read.why}`, read.line === undefined ? {} : { line: read.line });
      return;
    }
    const said = (key: string) => String(read.values.get(key) ?? "");
    if (said("lifecycle_stage") === "deleted") this.#sink.setStatus("deleted");
    else setStatus(this.#sink, said("status"));
    this.#sink.setName(said("run_name") || said("name"));
  }
}

export const mlflowSetting: Format = {
  id: "mlflow-setting",
  label: "MLflow run folder: parameters, tags, state",
  growth: "rewrite",
  nameless: true,
  namedLikeConfig: true,
  probe({ path, whole }) {
    const place = placeOf(path);
    if (place === undefined || !whole) return 0;
    const isValue = (place.kind === "params" || place.kind === "tags") && place.key !== "";
    return isValue || (place.kind === "meta.yaml" && place.key === "") ? 1 : 0;
  },
  parser: (sink, path) => new SettingParser(sink, placeOf(path) ?? { run: "", kind: "", key: "" }),
};
