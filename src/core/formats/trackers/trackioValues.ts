import type { Sink } from "../../runs/table/sink";
import type { FileSnapshot } from "../format";

/** What trackio's database and the Parquet files that it exports of it have in common. */

/** The tables of a project's runs, each made on first use. */
export function trackioRuns(file: FileSnapshot, project: string): (id: string, name: string) => Sink {
  const sinks = new Map<string, Sink>();
  return (id, name) => {
    const known = sinks.get(id);
    if (known !== undefined) return known;
    const sink = file.table();
    sinks.set(id, sink);
    sink.setIdentity(`trackio ${project}/${id}`);
    sink.setName(name);
    sink.setConfig("project", project);
    return sink;
  };
}

/** Keys that trackio adds begin with `_`: the group is useful, user and time are not. */
export function setTrackioConfig(sink: Sink, key: string, value: string | number | boolean): void {
  if (key === "_Group") sink.setConfig("group", value);
  else if (!key.startsWith("_")) sink.setConfig(key, value);
}
