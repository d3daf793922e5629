import type { AssembleCache, RunCandidate } from "./runCandidates";
import { columnsNamed } from "../table/layout";
import { fullKey } from "../series/rowSlice";
import type { Problem } from "../problem";
import type { StudyFile } from "../described/studyFile";
import { matchesWildcard } from "../words/wildcard";

/**
 * Entries of `isoflop.json` files that match nothing: a folder without runs, a run, key or column that no log below has. Without
 * this a typo would be ignored silently. `cache` holds what was assembled of all logs.
 */
export function unusedWords(studies: readonly StudyFile[], cache: AssembleCache): Problem[] {
  const all = [...cache.values()].flatMap(({ candidates }) => candidates);
  return studies.flatMap((study) => {
    const candidates = all.filter((candidate) => candidate.studies.includes(study));
    if (candidates.length > 0) return inFile(study, candidates);
    const message = "no run lies in this folder or below it, so nothing set here is used";
    return study.problems.length > 0 ? [] : [{ file: study.path, message, kind: "hint" as const }];
  });
}

function inFile(study: StudyFile, candidates: readonly RunCandidate[]): Problem[] {
  const found: Problem[] = [];
  const say = (path: readonly string[], message: string): void => {
    const line = study.lineOf(...path);
    found.push({ file: study.path, ...(line === undefined ? {} : { line }), message, kind: "hint" });
  };
  const slices = candidates.flatMap((candidate) => candidate.slices);
  const keys = new Set(slices.flatMap((slice) => slice.table.columns.map((column) => fullKey(slice, column))));
  const bare = new Set(slices.flatMap(({ table }) => table.columns.map(({ key }) => key)));
  if (study.name !== undefined && !candidates.some(({ said }) => said.name === study.name))
    say(["name"], 'not used: it names the single run of this folder; name other runs under "runs"');
  for (const [use, said] of Object.entries(study.columns).filter(([key]) => key !== "rows"))
    for (const column of use === "name" ? columnsNamed({ name: said }, bare) : [said])
      if (!bare.has(column))
        say(["columns", lettersOfUses[use] ?? use], `no table has a column ${JSON.stringify(column)}`);
  for (const pattern of study.metrics.keys())
    if (![...keys].some((key) => matchesWildcard(pattern, key)))
      say(["metrics", pattern], `no run logs ${JSON.stringify(pattern)}`);
  for (const pattern of study.runs.keys())
    if (!candidates.some(({ loggedName: called }) => matchesWildcard(pattern, called)))
      say(["runs", pattern], `no run is called ${JSON.stringify(pattern)}`);
  return found;
}

/** Column uses → their letters in `isoflop.json`. */
const lettersOfUses: Readonly<Record<string, string>> = {
  name: "run",
  params: "N",
  tokens: "D",
  flops: "C",
  loss: "L",
};
