import type { FolderNames } from "../conventions/folderNames";
import { lastPiece } from "../words/config";
import { usualFacetName, notFacets, type FacetCandidate, type FacetRun } from "../words/facetNames";
import { isMeasuredName, isNumeric } from "./measured";
import { normalKey } from "../words/names";
import { pieceCandidates } from "./pieces";
import { shortCount, sizesIn } from "../words/sizes";

/** Everything that the runs of a study may differ in, unordered. */
export const candidatesOf = (runs: readonly FacetRun[], folders: FolderNames): FacetCandidate[] => [
  ...sizeCandidate(runs),
  ...configCandidates(runs),
  ...pieceCandidates(runs, folders),
];

const upperLetter = (text: string) => text.slice(0, -1) + text.slice(-1).toUpperCase();

function sizeCandidate(runs: readonly FacetRun[]): FacetCandidate[] {
  const texts = new Map<string, string>();
  const values = runs.map(({ params, pieces }) => {
    if (params === undefined) return "";
    // As the name writes it where it does: "0.275B" is what its owner calls the model.
    const written = pieces
      .flatMap((piece) => sizesIn(piece))
      .find((size) => Math.abs(size.value / params.value - 1) < 0.05);
    const text = written === undefined ? shortCount(params.value) : upperLetter(written.text);
    // One size gets one spelling: that of the first run that has it.
    const count = params.value.toPrecision(3);
    const first = texts.get(count) ?? text;
    texts.set(count, first);
    return first;
  });
  return [{ name: "size", values, rank: 0 }];
}

/** 2023-12-14T04:59, 2023_12_14-04_59: timestamps. */
const isDate = (value: string) => /^(19|20)\d\d[-_/]\d\d[-_/]\d\d/.test(value);

function configCandidates(runs: readonly FacetRun[]): FacetCandidate[] {
  const keys = new Set(runs.flatMap((run) => [...run.config.keys()]));
  return [...keys].flatMap((key): FacetCandidate[] => {
    const last = lastPiece(key);
    const short = normalKey(last);
    if (notFacets.has(short)) return [];
    const values = runs.map((run) => {
      const value = run.config.get(key);
      return value === undefined ? "" : String(value);
    });
    if (values.some((value) => value.length > 60 || value.includes("/") || value.includes("\\"))) return [];
    if (values.some((value) => isDate(value)) || (isMeasuredName(key) && isNumeric(values))) return [];
    const human = usualFacetName[short];
    return [{ name: human ?? last, values, rank: human === undefined ? 2 : 1 }];
  });
}
