import { readJson } from "../json/json";
import { placesOf } from "./places";

/** A text of `isoflop.json` with places for what is asked, and where the first of them stands. */
export interface WithPlaces {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Puts a `null` where each of the asked keys has its place, and leaves what is set, and all else of the text, as it is. The place
 * given is that of the first asked value. Undefined where the text is no JSON object; a blank text becomes one.
 */
export function withAsked(text: string, asks: readonly (readonly string[])[]): WithPlaces | undefined {
  let made = text.trim() === "" ? "{\n}\n" : text;
  const read = readJson(made);
  if (!read.ok || typeof read.value !== "object" || read.value === null || Array.isArray(read.value)) return undefined;
  for (const path of asks) made = withKey(made, path);
  const places = placesOf(made);
  const [first] = asks;
  const at = first === undefined ? undefined : deepest(first, (path) => places.at(path));
  const close = (places.at([])?.end ?? 1) - 1;
  return { text: made, start: at?.start ?? close, end: at?.end ?? close };
}

/** What is found for the longest beginning of a path for which something is. */
function deepest<T>(path: readonly string[], find: (path: readonly string[]) => T | undefined): T | undefined {
  for (let length = path.length; length >= 0; length--) {
    const found = find(path.slice(0, length));
    if (found !== undefined) return found;
  }
  return undefined;
}

function withKey(text: string, path: readonly string[]): string {
  const places = placesOf(text);
  const found = deepest(path, (keys) => {
    const place = places.at(keys);
    return place === undefined ? undefined : { place, depth: keys.length };
  });
  if (found === undefined || found.depth === path.length || text[found.place.start] !== "{") return text;
  const { place, depth } = found;
  const line = (level: number): string => `${text.includes("\r\n") ? "\r\n" : "\n"}${indent(text).repeat(level)}`;
  const member = memberText(path.slice(depth), depth + 1, line);
  const close = place.end - 1;
  const last = text.slice(0, close).trimEnd().length;
  if (last === place.start + 1) return text.slice(0, last) + line(depth + 1) + member + line(depth) + text.slice(close);
  return `${text.slice(0, last)},${line(depth + 1)}${member}${text.slice(last)}`;
}

const indent = (text: string): string =>
  text.includes("\n\t") ? "\t" : text.includes('\n    "') && !text.includes('\n  "') ? "    " : "  ";

/** `"facts": { "params": null }`, a key a line. */
function memberText([key = "", ...rest]: readonly string[], level: number, line: (level: number) => string): string {
  if (rest.length === 0) return `${JSON.stringify(key)}: null`;
  return `${JSON.stringify(key)}: {${line(level + 1)}${memberText(rest, level + 1, line)}${line(level)}}`;
}
