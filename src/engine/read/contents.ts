import type { ConfigFile, LogFile } from "../../core/runs/assemble/assemble";
import type { Problem } from "../../core/runs/problem";
import { gathered } from "./unread";
import type { Reading } from "./reading";

type Readings = ReadonlyMap<string, Reading>;

/** The logs and configs among the readings, in the order in which their files were found. */
export function logsAndConfigs(readings: Readings): { logs: LogFile[]; configs: ConfigFile[] } {
  const logs: LogFile[] = [];
  const configs: ConfigFile[] = [];
  for (const reading of readings.values()) {
    logs.push(...reading.logs);
    if (reading.config !== undefined) configs.push(reading.config);
  }
  return { logs, configs };
}

/** The problems of files that are no logs. */
export const problemsIn = (readings: Readings): Problem[] =>
  gathered([...readings.values()].flatMap(({ problem }) => problem ?? []));

/** How many files were recognised. */
export const recognisedIn = (readings: Readings): number =>
  [...readings.values()].filter(({ logs, config, study }) => logs.length > 0 || (config ?? study) !== undefined).length;

/** The raw key of every column of every log. */
export const keysIn = (readings: Readings): ReadonlySet<string> =>
  new Set(
    [...readings.values()].flatMap(({ logs }) => logs.flatMap(({ table }) => table.columns.map(({ key }) => key))),
  );
