import { csv } from "./csv";
import type { Format, Head } from "./format";
import { jsonl } from "./jsonl";
import { jsonTable } from "./jsonTable";
import { tfevents } from "./tfevents";
import { trainerState } from "./trainerState";

/** Every format there is a reader for; the first is asked first. */
export const formats: readonly Format[] = [tfevents, trainerState, jsonl, csv, jsonTable];

/** The format that is surest of a file; undefined when none knows it. */
export function recognise(head: Head): Format | undefined {
  let best: Format | undefined;
  let surest = 0.3;
  for (const format of formats) {
    const sure = format.probe(head);
    if (sure > surest) {
      surest = sure;
      best = format;
    }
  }
  return best;
}
