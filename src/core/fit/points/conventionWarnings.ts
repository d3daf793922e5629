import type { About, Curve } from "./curve";
import type { Warning } from "../result";

/** Says when the runs of a group do not count N or C alike: then their points lie on different laws. */
export function conventionWarnings(curves: readonly Curve[]): Warning[] {
  return [
    ...mixed(curves, "countN", "N counts", "choose one count where the runs say it"),
    ...mixed(curves, "countC", "C is", "choose 6·N·D for all, or logged alone"),
  ];
}

function mixed(curves: readonly Curve[], key: "countN" | "countC", what: string, advice: string): Warning[] {
  const counts = new Map<string, number>();
  for (const { about } of curves) {
    const kind = about?.[key];
    if (kind !== undefined) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  if (counts.size < 2) return [];
  const parts = [...counts].map(([kind, count]) => `${words(key, kind)} in ${count} ${count === 1 ? "run" : "runs"}`);
  return [{ code: "mixed-conventions", message: `${what} ${parts.join(", ")}: ${advice}.` }];
}

function words(key: keyof About, kind: string): string {
  if (key === "countC") return { logged: "logged", set: "set", "6ND": "6·N·D" }[kind] ?? kind;
  return { total: "all parameters", "non-embedding": "those without embeddings", active: "active ones" }[kind] ?? kind;
}
