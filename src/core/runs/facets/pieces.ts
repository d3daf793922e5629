import { usualFacetName, usualFacets, type FacetCandidate, type FacetRun } from "../words/facetNames";
import { normalKey } from "../words/names";
import type { FolderNames } from "../conventions/folderNames";
import { tokensOf, type NameToken } from "../words/nameTokens";

/** Facet candidates from folder and run names, piece by piece: named pieces by name, others by position. */
export function pieceCandidates(runs: readonly FacetRun[], folders: FolderNames): FacetCandidate[] {
  const isPlainFolder = (name: string) => folders.is("plain", name);
  const dated = runs.every((run) => (run.pieces.at(-1) ?? "").split("/").every(isPlainFolder));
  const names = dated
    ? []
    : tokenCandidates(
        runs.map((run) => run.pieces.at(-1) ?? ""),
        "name",
      );
  const depth = runs[0]?.pieces.length ?? 0;
  if (runs.some((run) => run.pieces.length !== depth)) {
    // Folders at different depths are not comparable level by level: use the whole path.
    const paths = runs.map((run) => run.pieces.slice(0, -1).join("/"));
    const named = Array.from({ length: Math.max(...runs.map((run) => run.pieces.length)) }, (_, k) =>
      tokenCandidates(
        runs.map((run) => run.pieces[k] ?? ""),
        "",
      ).filter((candidate) => candidate.rank < 3),
    );
    return [...names, ...named.flat(), { name: "folder", values: paths, rank: 4 }];
  }
  const found = names;
  for (let up = 1; up < depth; up++) {
    // Counted upwards from the run: its own folder is 1.
    const texts = runs.map((run) => run.pieces[run.pieces.length - 1 - up] ?? "");
    if (!texts.every(isPlainFolder)) found.push(...tokenCandidates(texts, `folder ${up}`));
  }
  return found;
}

const isKnown = (name: string) => usualFacetName[normalKey(name)] !== undefined || usualFacets.has(name);

function tokenCandidates(texts: readonly string[], label: string): FacetCandidate[] {
  const lists = texts.map(tokensOf);
  const named = new Map<string, string[]>();
  lists.forEach((list, i) => {
    for (const token of list) {
      if (token.name === undefined || token.name === "size") continue;
      const values = named.get(token.name) ?? texts.map(() => "");
      values[i] = token.value;
      named.set(token.name, values);
    }
  });
  const found = [...named].map(([name, values]): FacetCandidate => ({ name, values, rank: isKnown(name) ? 1 : 2 }));
  const words = lists.map((list) => list.filter((token) => token.name === undefined));
  if (isEven(words)) return [...found, ...wordCandidates(words, label)];
  // Names of different lengths do not align by position: their words are taken together, and so are their bare numbers.
  const isNumber = (token: NameToken) => Number.isFinite(Number(token.value));
  const names = words.map((list) => list.filter((token) => !isNumber(token)));
  const numbers = words.map((list) => list.filter(isNumber));
  return [...found, ...wordCandidates(names, label), ...wordCandidates(numbers, `${label} number`)];
}

type Words = readonly (readonly NameToken[])[];

/** Whether all names that have words have equally many. */
function isEven(words: Words): boolean {
  return new Set(words.map((list) => list.length).filter((length) => length > 0)).size < 2;
}

/** Each word by its position where names align; else all words of a name together. */
function wordCandidates(words: Words, label: string): FacetCandidate[] {
  if (!isEven(words))
    return [{ name: label, values: words.map((list) => list.map((token) => token.value).join("-")), rank: 3 }];
  const length = Math.max(0, ...words.map((list) => list.length));
  const varying = Array.from({ length }, (_, k) => k).filter(
    (k) => new Set(words.map((list) => list[k]?.value)).size > 1,
  );
  return varying.map((k) => positional(words, k, varying.length === 1 ? label : `${label} ${k + 1}`));
}

/** A word by its position, named after the word that follows it in all names, as in late-init and early-init. */
function positional(words: Words, k: number, label: string): FacetCandidate {
  const values = words.map((list) => list[k]?.value ?? "");
  const next = new Set(words.flatMap((list) => (list.length === 0 ? [] : [list[k + 1]?.value ?? ""])));
  const noun = next.size === 1 ? usualFacetName[[...next][0]?.toLowerCase() ?? ""] : undefined;
  return { name: noun ?? label, values, rank: noun === undefined ? 3 : 1 };
}
