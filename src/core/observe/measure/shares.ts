import type { Run } from "../../runs/run";

const lastPiece = (key: string): string => key.slice(Math.max(key.lastIndexOf("/"), key.lastIndexOf(".")) + 1);
const parent = (key: string): string => key.slice(0, key.length - lastPiece(key).length);
/** `image-caption`, `image_caption` and `ImageCaption` are one name. */
const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

/**
 * The share of a domain in what a run was trained on, 0 … 1: a setting of that name among settings that are shares of a whole
 * (`data.weights.text` beside others that sum to 1 with it, or to 100). Undefined where its settings say no such thing.
 */
export function shareOf(run: Run, domain: string): number | undefined {
  const wanted = plain(domain);
  for (const [key, value] of run.config) {
    const name = plain(lastPiece(key));
    if (typeof value !== "number" || (name !== wanted && plain(key) !== wanted && !isWeight(name, wanted))) continue;
    const total = totalBeside(run, key);
    if (total !== undefined) return value / total;
  }
  return listedShare(run, wanted);
}

/** `mix: "45-45-10"` beside `mix_domains: "image,code,text"`: the place of the name says which number is its share. */
function listedShare(run: Run, wanted: string): number | undefined {
  const texts = [...run.config].flatMap(([, value]) =>
    typeof value === "string" && value.length < 500 ? [value] : [],
  );
  for (const text of texts) {
    const names = text.split(",").map(plain);
    const at = names.indexOf(wanted);
    if (at < 0 || names.length < 2) continue;
    for (const other of texts) {
      const shares = other.split(/[-/:,_]/).map((part) => (part.trim() === "" ? NaN : Number(part)));
      const sum = shares.reduce((a, b) => a + b, 0);
      const total = [1, 100].find((whole) => Math.abs(sum / whole - 1) < 0.01);
      if (shares.length === names.length && total !== undefined) return (shares[at] ?? NaN) / total;
    }
  }
  return undefined;
}

/** `w_text`, `text_weight`, `mix_text`. */
function isWeight(name: string, domain: string): boolean {
  return ["mix", "weight", "share", "w", "frac", "ratio"].some(
    (word) => name === word + domain || name === domain + word,
  );
}

/** 1 or 100, where the settings beside a key are shares of that whole. */
function totalBeside(run: Run, key: string): number | undefined {
  const shape = shapeOf(key);
  const beside = [...run.config].flatMap(([other, value]) =>
    typeof value === "number" && parent(other) === parent(key) && shapeOf(other) === shape ? [value] : [],
  );
  if (beside.length < 2 || beside.some((value) => value < 0)) return undefined;
  const sum = beside.reduce((a, b) => a + b, 0);
  return [1, 100].find((total) => Math.abs(sum / total - 1) < 0.01);
}

/** The word that marks a setting as a share, where its last piece has one; "" where it is a bare name. */
function shapeOf(key: string): string {
  const words = lastPiece(key)
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
  const mark = ["mix", "weight", "share", "w", "frac", "ratio"].find(
    (word) => words[0] === word || words.at(-1) === word,
  );
  return mark ?? "";
}
