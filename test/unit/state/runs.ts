import { metric } from "./metric";
import type { Facts, Run, Series } from "../../../src/core/runs/run";

/** A run made for a test: its facets, size and one loss column per metric key against tokens. */
export interface Recipe {
  readonly name: string;
  readonly facets?: Readonly<Record<string, string>>;
  readonly params?: number;
  readonly tokens?: readonly number[];
  readonly losses: Readonly<Record<string, readonly number[]>>;
}

/** The run of a recipe; C = 6ND where both are known. */
export function makeRun({ name, facets = {}, params, tokens, losses }: Recipe): Run {
  const series = new Map(
    Object.entries(losses).map(([key, values]): [string, Series] => {
      const D = tokens && Float64Array.from(tokens);
      return [
        key,
        {
          ...metric(key),
          step: Float64Array.from(values.keys()),
          value: Float64Array.from(values),
          ...(D ? { tokens: D } : {}),
          ...(D && params ? { flops: D.map((d) => 6 * params * d) } : {}),
        },
      ];
    }),
  );
  const fact = (value: number, kind: string): { value: number; from: "config"; kind: string; how: string } => ({
    value,
    from: "config",
    kind,
    how: "test",
  });
  const last = tokens?.at(-1);
  const facts: Facts = {
    ...(params ? { params: fact(params, "total") } : {}),
    ...(last === undefined ? {} : { tokens: fact(last, "logged") }),
  };
  return {
    id: name,
    name,
    folder: "",
    formats: ["jsonl"],
    files: [`/logs/${name}.jsonl`],
    status: "finished",
    config: new Map(),
    facts,
    facets: new Map(Object.entries(facets)),
    metrics: [...series.values()],
    problems: [],
    restarts: 0,
    modified: 0,
    series: (key) => series.get(key),
    rowAtLine: () => undefined,
  };
}
