import type { SaidColumns } from "../../runs/table/layout";
import type { Problem } from "../../runs/problem";
import type { Fact } from "../../runs/run";
import type { FactName, StudyFile, Words } from "../../runs/described/studyFile";
import { readJson } from "../json/json";
import { placesOf, type Places } from "./places";
import { study, type RawColumns, type RawStudy, type RawWords } from "./shape";

/**
 * Reads an `isoflop.json`. Never throws: what is wrong in it is among its problems, with its line, and the rest holds; of a
 * text that is no JSON nothing does. `relative` is its path below the opened root.
 */
export function readStudyFile(path: string, relative: string, text: string): StudyFile {
  const folder = relative.split("/").slice(0, -1).join("/");
  const problems: Problem[] = [];
  const read = readJson(text);
  const broken = (why: string, line?: number): StudyFile => {
    const message = `not readable, so nothing set in it is used: ${why}`;
    problems.push({ file: path, ...(line === undefined ? {} : { line }), message });
    return { path, folder, ...wordsOf({}, relative), ...none, problems };
  };
  if (!read.ok) return broken(read.why, read.line);
  let places: Places;
  try {
    places = placesOf(text);
  } catch (error) {
    return broken(error instanceof Error ? error.message : String(error));
  }
  const lineOf = (...keys: string[]): number | undefined => places.at(keys)?.line;
  const say = (keys: readonly string[], message: string): void => {
    const line = places.at(keys)?.line;
    const short = message.length > longestMessage ? `${message.slice(0, longestMessage)}…` : message;
    problems.push({ file: path, ...(line === undefined ? {} : { line }), message: short });
  };
  for (const twice of places.twice) say(twice, `${twice.at(-1) ?? ""} stands twice: the later one holds`);
  const raw: RawStudy = study(read.value, [], say) ?? {};
  return { ...wholeOf(raw, relative), path, folder, problems, lineOf };
}

/** Names and values of the file stand in its problems. */
const longestMessage = 400;

const none = {
  columns: {},
  exclude: [],
  runs: new Map<string, Words>(),
  lineOf: () => undefined,
} as const;

function wholeOf(raw: RawStudy, relative: string): Omit<StudyFile, "path" | "folder" | "problems" | "lineOf"> {
  const { protocol, runPattern, columns = {}, exclude = [], runs = new Map<string, RawWords>() } = raw;
  return {
    ...wordsOf(raw, relative),
    ...(runPattern === undefined ? {} : { runPattern: { value: runPattern, how: `${relative}: runPattern` } }),
    ...(protocol === undefined ? {} : { protocol }),
    columns: saidColumns(columns),
    exclude,
    runs: new Map([...runs].map(([name, words]) => [name, wordsOf(words, relative, `runs.${name}.`)])),
  };
}

/** The letters of the command line's `--columns` as the reader's words. */
function saidColumns({ run, N, D, C, L, step, tokens, rows }: RawColumns): SaidColumns {
  const said = { name: run, params: N, tokens: D ?? tokens, flops: C, step, loss: L, rows };
  return Object.fromEntries(Object.entries(said).filter(([, key]) => key !== undefined));
}

function wordsOf({ name, facts = {}, facets, metrics }: RawWords, relative: string, before = ""): Words {
  const at = (path: string): string => `${relative}: ${before}${path}`;
  return {
    ...(name === undefined ? {} : { name: { value: name, how: at("name") } }),
    facts: new Map(
      Object.entries(facts).map(([key, said]): [FactName, Fact] => {
        const { value, kind } = typeof said === "number" ? { value: said, kind: jsonKinds[key] ?? "set" } : said;
        // Object.entries forgets that the keys are those of the facts.
        return [key as FactName, { value, from: "user", kind, how: at(`facts.${key}`) }];
      }),
    ),
    facets: new Map([...(facets ?? [])].map(([key, value]) => [key, { value, how: at(`facets.${key}`) }])),
    metrics: new Map([...(metrics ?? [])].map(([key, said]) => [key, { ...said, how: at(`metrics.${key}`) }])),
  };
}

/** What is counted, as in facts that were found. */
const jsonKinds: Readonly<Record<string, string>> = {
  tokens: "seen",
  tokensPerStep: "tokens",
  sequenceLength: "tokens",
  worldSize: "devices",
};
