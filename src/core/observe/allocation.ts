import { extentOf } from "../series/blocks";
import { allocationInterval, exponentIntervals } from "../plan/allocationIntervals";
import { count, scientific, significant } from "../print/numbers";
import type { Observation } from "./measure/observation";
import { comparable, lawful, nameOf, type Lawful, type Study } from "./measure/study";
import { ofLaws, sentence, together } from "./measure/words";

/** How the best size grows with compute under Chinchilla laws, and how many tokens a parameter is then due. */
export function allocation(study: Study): Observation[] {
  const laws = lawful(study).filter(({ fit }) => fit.law === "chinchilla");
  if (laws.length > 0) return [underSurfaces(laws, study)];
  return study.x === "flops" ? onFrontiers(comparable(study), study) : [];
}

function underSurfaces(laws: readonly Lawful[], study: Study): Observation {
  const found = laws.map((one) => {
    const C = largestFlops(one, study);
    return { one, C, ...exponentIntervals(one.fit), ...ratioAt(one, C) };
  });
  const write = together(found.map(({ a }) => a.value));
  const span = (values: readonly number[], text: (value: number) => string): string => {
    const [low, high] = [text(Math.min(...values)), text(Math.max(...values))];
    return low === high ? low : `${low} … ${high}`;
  };
  const exponents = span(
    found.map(({ a }) => a.value),
    write,
  );
  const even = found.every(({ a: { low = -Infinity, high = Infinity } }) => low <= 0.5 && high >= 0.5);
  const C = Math.max(...found.map((one) => one.C));
  const ratios = span(
    found.map(({ ratio }) => ratio),
    (value) => significant(value, 2),
  );
  const among = laws.length > 1 ? ` under ${laws.length} laws` : "";
  return {
    kind: "allocation",
    id: "allocation",
    sentence: sentence(
      `the best size grows as N* ∝ C^a with a = ${exponents}${among}${even ? ", not told from one half" : ""}: at C = ${scientific(C, 2)} that is ${ratios} tokens a parameter.`,
    ),
    strength: even ? "open" : "sure",
    basis: ofLaws(laws),
    numbers: found.flatMap(({ one, a, ratio }) => [
      { label: `a, ${nameOf(one)}`, ...a, unit: "" },
      { label: `tokens a parameter, ${nameOf(one)}`, value: ratio, unit: "" },
    ]),
    groups: laws.map(({ group }) => group.id),
    runs: [],
    domains: [],
    weight: 7.2,
  };
}

function ratioAt({ fit }: Lawful, C: number): { readonly ratio: number } {
  const { N, D } = allocationInterval(fit, C);
  return { ratio: D.value / N.value };
}

/** 6·N·D at the largest N and D that were fitted together is more than any run had; the runs say what they reached. */
function largestFlops(one: Lawful, study: Study): number {
  const reached = study.curves(one).map(({ columns }) => extentOf(columns?.["C"] ?? new Float64Array(0))[1]);
  return Math.max(...reached.filter(Number.isFinite));
}

/** Which sizes own the frontiers, from where to where, and whether the largest of all owns their ends. */
function onFrontiers(laws: readonly Lawful[], study: Study): Observation[] {
  const ends = laws.flatMap((one) => endOf(one, study) ?? []);
  if (ends.length === 0) return [];
  const largest = Math.max(...ends.map(({ size }) => size));
  const atEdge = ends.filter(({ size, most }) => size === most);
  const ratios = ends.map(({ tokens, size }) => tokens / size);
  const [low, high] = [significant(Math.min(...ratios), 2), significant(Math.max(...ratios), 2)];
  const C = Math.max(...ends.map(({ C: at }) => at));
  const sizes = Math.max(...ends.map((one) => one.sizes));
  const all =
    ends.length === 1
      ? "the frontier"
      : `${atEdge.length === ends.length ? "all" : `${atEdge.length} of`} ${ends.length} frontiers`;
  const edge = atEdge.length > 0;
  return [
    {
      kind: "allocation",
      id: "allocation",
      sentence: edge
        ? sentence(
            `${all} ${ends.length === 1 ? "ends" : "end"} on the largest size there is (${count(largest)}), at ${low === high ? low : `${low} … ${high}`} tokens a parameter (C = ${scientific(C, 2)}): what a larger model would do there is not known.`,
          )
        : sentence(
            `the frontiers pass through up to ${count(sizes)} sizes and end below the largest, at ${low === high ? low : `${low} … ${high}`} tokens a parameter (C = ${scientific(C, 2)}).`,
          ),
      strength: "counted",
      basis: ofLaws(ends.map(({ one }) => one)),
      numbers: ends.map(({ one, tokens, size }) => ({
        label: `tokens a parameter at the end, ${nameOf(one)}`,
        value: tokens / size,
        unit: "",
      })),
      groups: ends.map(({ one }) => one.group.id),
      runs: [],
      domains: [],
      weight: 3.2,
    },
  ];
}

interface End {
  readonly one: Lawful;
  readonly C: number;
  readonly size: number;
  readonly tokens: number;
  /** The largest size of the group, and how many sizes own a part of the frontier. */
  readonly most: number;
  readonly sizes: number;
}

function endOf(one: Lawful, study: Study): End | undefined {
  const { frontier } = one.result;
  const sizes = new Map(study.curves(one).map(({ run, size }) => [run, size]));
  const owned = [...(frontier?.owner ?? [])].map((owner) => sizes.get(frontier?.runs[owner] ?? "") ?? NaN);
  const [size, C] = [owned.at(-1), frontier?.x.at(-1)];
  if (size === undefined || C === undefined || !(size > 0)) return undefined;
  return { one, C, size, tokens: C / (6 * size), most: Math.max(...sizes.values()), sizes: new Set(owned).size };
}
