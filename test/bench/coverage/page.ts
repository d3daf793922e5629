import { asBefore, byDefault, endOf, heldOutError, largestOf, measure, topOf, type Cell } from "./measure";
import { peerFits } from "./peer";
import { sharedSets, tinyStudy } from "./publicSets";
import {
  designs,
  finalDesigns,
  lossAt,
  optimalAt,
  studyOf,
  truths,
  type Design,
  type Trouble,
  type Truth,
} from "./studies";
import { tuningPower } from "./tuning";

/** A part of the page, and what of it is below what is promised. */
export interface Part {
  readonly text: string;
  readonly short: readonly string[];
}

/** Seeds that nothing was tuned on. */
const from = 700_000;

/** Least coverage, in percent, that is taken for kept: the aim of 90 and 88 less twice the error of a share of some hundreds. */
const least = [86, 84] as const;

const names: Readonly<Record<string, string>> = {
  besiroglu: "Chinchilla (Besiroglu et al.)",
  hoffmann: "Chinchilla (Hoffmann et al.)",
  power: "pure power, b = .06",
};
const nameOf = ({ id }: Truth): string => names[id] ?? id;
const one = (v: number): string => (Number.isFinite(v) ? v.toFixed(1) : "–");
const two = (v: number): string => (Number.isFinite(v) ? v.toFixed(2) : "–");
const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  [heads, heads.map((_, i) => (i < 2 ? "---" : "---:")), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");

interface Row {
  readonly truth: Truth;
  readonly curves: string;
  readonly design: Design;
  readonly trouble: Trouble;
}

/** The part of docs/coverage.md that is about the default: `studies` simulated studies a cell. */
export async function defaultPart(studies: number): Promise<Part> {
  const short: string[] = [];
  const rows: Row[] = truths.flatMap((truth) => [
    ...designs.flatMap((design) => [
      { truth, design, curves: "constant rate", trouble: {} },
      { truth, design, curves: "cosine, 6 % high at the start", trouble: { cosine: true } },
    ]),
    ...finalDesigns.map((design) => ({ truth, design, curves: "ends alone", trouble: {} })),
  ]);
  const measured = rows.map((row) => {
    const cell = measure(byDefault, row.truth, row.design, studies, from, row.trouble);
    console.log(
      `  ${row.truth.id}, ${row.design.id}, ${row.curves}: ${cell.at.map(({ covered }) => one(covered)).join(" / ")} %`,
    );
    return {
      ...row,
      cell,
      before: measure(asBefore, row.truth, row.design, Math.ceil(studies / 3), from, row.trouble),
    };
  });
  const groups = new Map<string, typeof measured>();
  for (const row of measured) {
    const key = `${nameOf(row.truth)} | ${row.curves}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const summary = [...groups].map(([key, own]) => {
    const mean = (read: (cell: Cell) => number, of: "cell" | "before" = "cell"): number =>
      own.reduce((s, row) => s + read(row[of]), 0) / own.length;
    const at = (k: number, part: "covered" | "bias" | "half", of: "cell" | "before" = "cell"): number =>
      mean((cell) => cell.at[k]?.[part] ?? NaN, of);
    [0, 1].forEach((k) => {
      if (at(k, "covered") < (least[k] ?? 0)) short.push(`${key}: ${one(at(k, "covered"))} % at ${10 ** (k + 1)}×`);
    });
    return [
      ...key.split(" | "),
      `${own.length}`,
      one(at(0, "covered")),
      one(at(1, "covered")),
      two(at(0, "bias")),
      two(at(1, "bias")),
      two(at(0, "half")),
      two(at(1, "half")),
      one(mean(({ held }) => held.covered)),
      `${one(at(0, "covered", "before"))} / ${one(at(1, "covered", "before"))}`,
    ];
  });
  const byDesign = [...new Set(measured.map(({ design, curves }) => `${design.id} | ${curves}`))].map((key) => {
    const own = measured.filter(({ design, curves }) => `${design.id} | ${curves}` === key);
    const cells = own.map(({ cell }) => cell.at.map(({ covered }) => covered.toFixed(0)).join(" / "));
    const half = own.reduce((s, { cell }) => s + (cell.at[0]?.half ?? NaN), 0) / own.length;
    return [...key.split(" | "), ...cells, two(half)];
  });
  return {
    short,
    text: [
      introduction(studies),
      table(
        [
          "truth",
          "curves",
          "designs",
          "L(10×) in",
          "L(100×) in",
          "bias 10×",
          "100×",
          "half-width 10×",
          "100×",
          "largest held out in",
          "0.1.0: in 10× / 100×",
        ],
        summary,
      ),
      "### By design",
      "Shares inside at ten / a hundred times the largest C for each truth, and the mean half-width at ten times.",
      table(["design", "curves", ...truths.map(nameOf), "half-width 10×"], byDesign),
      troubled(studies),
      beside(Math.min(studies, 20)),
      await published(),
    ].join("\n\n"),
  };
}

const introduction = (studies: number): string => `# Coverage

How often the 95 % intervals hold the truth. All numbers are in percent. Written by \`npm run bench coverage ${studies}\`.

## The default

What \`isoflop fit\`, the panel and \`predict\` say when nobody chooses a law. **How the law is chosen:** Chinchilla's law of N and D, where both
are known and the runs tell them apart, is fitted to all rows of runs under a constant learning rate, else to their ends; the frontier's law
of C, with a floor or without, where N and D are unknown, go together, or where Chinchilla's misses the largest sizes, left out in turn, by
more than its own intervals allow and the frontier's is nearer. Every law is a posterior over its exponents and the error of a run, by
quadrature, with the linear coefficients in closed form; beyond the runs the intervals grow by what the law missed of the sizes left out.

${studies} studies a cell, seeds from ${from}, 60 rows a run (but for ends alone); .3 % log-normal error a run and a row, rows with AR(.7). The truth of L(10×) is the lowest loss
at ten times the largest C. Designs: ${designs.map(({ id }) => id).join("; ")}; of ends alone: ${finalDesigns.map(({ id }) => id).join("; ")}. Aims: L(10×) in 90 to 98, L(100×) in at
least 88, half-widths at 10× under 5 from six sizes on. The standard error of a share near 95 over eight designs is ${one(100 * Math.sqrt((0.95 * 0.05) / (8 * studies)))}. Last column: the default of version
0.1.0 (power law on the hull, even in C) on a third of the same studies.`;

/** Studies with something wrong: a largest size that was badly tuned, and one low row. */
function troubled(studies: number): string {
  const [truth] = truths;
  const design = designs[4];
  if (truth === undefined || design === undefined) return "";
  const cases: readonly (readonly [string, Trouble])[] = [
    ["nothing", {}],
    ["one row 10 % too low", { spike: 0.1 }],
    ["the largest size 2 % too high", { badLargest: 0.02 }],
    ["the largest size 5 % too high", { badLargest: 0.05 }],
  ];
  const rows = cases.map(([name, trouble]) => {
    const cell = measure(byDefault, truth, design, studies, from, trouble);
    const said = (code: string): string => one((100 * (cell.warned[code] ?? 0)) / studies);
    return [
      name,
      design.id,
      ...cell.at.map(({ covered }) => one(covered)),
      two(cell.at[0]?.bias ?? NaN),
      said("low-spike"),
      said("under-tuned-run"),
    ];
  });
  const six = designs[4]?.id ?? "";
  const power = [0, 0.02, 0.05].map((bad) => one(tuningPower(six, bad, studies, from)));
  return `### Studies with something wrong

${table(["what is wrong", "design", "L(10×) in", "L(100×) in", "bias 10×", "low row named", "largest size named"], rows)}

A badly tuned largest size, with run errors of .2 % as in the aim (false alarms at most 5, a largest size 2 % too high found in 80 or more): named in
${power[0]} of studies without one, in ${power[1]} where it is 2 % too high, in ${power[2]} at 5 %.`;
}

/** The same studies by the field's own way. */
function beside(studies: number): string {
  const design = designs[4];
  if (design === undefined) return "";
  const rows = truths.flatMap((truth) =>
    [{}, { cosine: true }].map((trouble: Trouble) => {
      const made = Array.from({ length: studies }, (_, i) => studyOf(truth, design, from + i, trouble));
      const peers = peerFits(made);
      const off = (peer: Truth, curves: (typeof made)[number]): number => {
        const C = 10 * topOf(curves);
        return 100 * (optimalAt(peer, C) / optimalAt(truth, C) - 1);
      };
      const errors = peers?.map((peer, i) => off(peer, made[i] ?? [])) ?? [];
      const mean = (values: readonly number[]): number => values.reduce((s, v) => s + v, 0) / values.length;
      const own = measure(byDefault, truth, design, studies, from, trouble);
      return [
        nameOf(truth),
        trouble.cosine === true ? "cosine" : "constant rate",
        two(own.at[0]?.bias ?? NaN),
        peers === undefined ? "not there" : two(mean(errors)),
        peers === undefined ? "not there" : two(mean(errors.map(Math.abs))),
      ];
    }),
  );
  return `### Beside scipy

${studies} of the studies with ${design.id} by scipy's L-BFGS fit of Chinchilla's law (Huber 1e-3 on ln L, the best of 162 starts, twenty rows a run), which has no interval: mean error of
L(10×), and its mean size.

${table(["truth", "curves", "default: mean error", "scipy: mean error", "scipy: mean size of the error"], rows)}`;
}

/** Fit without the largest size, predict its last loss: published runs. */
async function published(): Promise<string> {
  const sets = [...sharedSets(), ...(await tinyStudy())];
  const peers = peerFits(
    sets.map(({ curves }) => {
      const { size } = largestOf(curves);
      return curves.filter((curve) => curve.size !== size);
    }),
  );
  const found = sets.map(({ id, curves }, i) => {
    const largest = largestOf(curves);
    const { loss, D } = endOf(largest);
    const peer = peers?.[i];
    return {
      id,
      sizes: new Set(curves.map(({ size }) => size)).size,
      own: heldOutError(curves, byDefault),
      before: heldOutError(curves, asBefore),
      peer: peer === undefined ? NaN : lossAt(peer, largest.size, D) / loss - 1,
    };
  });
  const percent = (v: number | undefined): string => (v === undefined || !Number.isFinite(v) ? "–" : two(100 * v));
  const mean = (read: (one: (typeof found)[number]) => number | undefined): number => {
    const values = found.flatMap((one) => read(one) ?? []).filter(Number.isFinite);
    return values.reduce((s, v) => s + Math.abs(v), 0) / values.length;
  };
  const inside = found.filter(({ own }) => own?.inside === true).length;
  const before = found.filter((one) => one.before?.inside === true).length;
  const rows = found.map(({ id, sizes, own, before, peer }) => [
    id,
    own?.law ?? "not fitted",
    `${sizes}`,
    percent(own?.error),
    own === undefined ? "–" : own.inside ? "yes" : "no",
    percent(before?.error),
    percent(peer),
  ]);
  return `### Published runs

Each set without its largest size, whose last loss is then predicted, with the interval of a new run there. The first sets are published runs of nine families, which are not part of the
project and are left out where they are not there; “tiny” are the twelve groups of \`examples/tiny-study/grid\`.

${table(["set", "law chosen", "sizes", "error", "inside", "0.1.0: error", "scipy: error"], rows)}

Mean size of the error ${percent(mean(({ own }) => own?.error))}, inside ${inside} of ${found.length}; the default of 0.1.0: ${percent(mean((one) => one.before?.error))}, inside ${before}; scipy's Chinchilla fit, which has no interval: ${percent(mean(({ peer }) => peer))}.`;
}
