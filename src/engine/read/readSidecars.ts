import { largestSidecar, readSidecar, sidecarStem } from "../../core/formats/sidecar";
import { readStudyFile } from "../../core/formats/study/read";
import { utf8 } from "../../core/formats/bytes/utf8";
import type { Reading } from "./reading";
import type { Source } from "../source/source";

/** Reads a config beside logs. */
export async function readConfig(source: Source, reading: Reading, name: string, whole?: Uint8Array): Promise<void> {
  const { found, stat } = reading;
  if (stat.size > largestSidecar || stat.size === 0) return;
  const read = readSidecar(name, utf8(whole ?? (await source.read(found.path, 0, stat.size))));
  reading.offset = stat.size;
  if (read.ok) {
    const { values } = read;
    reading.config = { path: found.path, relative: found.relative, stem: sidecarStem(name), values };
  } else {
    const line = read.line === undefined ? {} : { line: read.line };
    reading.problem = { file: found.path, ...line, message: `not readable as a config: ${read.why}` };
  }
}

/** Reads an `isoflop.json`. */
export async function readStudy(source: Source, reading: Reading): Promise<void> {
  const { found, stat } = reading;
  if (stat.size > largestSidecar) throw new Error(`larger than ${largestSidecar} bytes`);
  const text = utf8(await source.read(found.path, 0, stat.size));
  reading.offset = stat.size;
  reading.study = readStudyFile(found.path, found.relative, text);
}
