import assert from "node:assert/strict";
import { observeCurves, ranked } from "../../../src/core/observe/index";
import { pairs } from "../../../src/core/observe/pair";
import { seeds } from "../../../src/core/observe/seeds";
import { share } from "../../../src/core/observe/share";
import { trouble } from "../../../src/core/observe/trouble";
import type { Run } from "../../../src/core/runs/run";
import { normal, random } from "../../../src/core/stats/random";
import { makeRun, type Recipe } from "../state/runs";
import { curvesOnly, mixRuns, shuffled } from "./studies";

const tokens = Array.from({ length: 41 }, (_, i) => 1e10 * 10 ** (i / 20));

/** A curve with point noise. */
function curve(loss: (D: number) => number, seed: number, noise = 0.0004): number[] {
  const draw = normal(random(seed));
  return tokens.map((D) => loss(D) * Math.exp(noise * draw()));
}

const base = (D: number): number => 2 + 200 * D ** -0.25;

function init(
  name: string,
  seed: number,
  losses: Readonly<Record<string, (D: number) => number>>,
  more: Partial<Recipe> = {},
): Run {
  const made = Object.entries(losses).map(
    ([key, loss], i) => [`eval/${key}/loss`, curve(loss, seed + 10 * i)] as const,
  );
  return makeRun({ name, facets: { init: name }, params: 1e9, tokens, losses: Object.fromEntries(made), ...more });
}

describe("observations of two ways to train", () => {
  const late = init("late", 1, { image: base, text: base, code: (D) => base(D) + 0.02 * Math.log10(D / 2e11) });
  const early = init("early", 2, { image: (D) => base(D) + 0.1 * (D / 1e11) ** -0.3, text: base, code: base });

  it("say who is lower at the end and by how much, and where they cannot be told apart", () => {
    const [end] = pairs(curvesOnly([late, early]));
    assert.equal(end?.strength, "sure");
    assert.match(
      end.sentence,
      /^At 1T tokens late is lower than early by 0\.05\d nats\/token in image; early is lower than late by 0\.01\d nats\/token in code; in text they are within 0\.00\d of each other\.$/,
    );
    const image = end.numbers.find(({ label }) => label.endsWith("image"));
    assert.ok(Math.abs((image?.value ?? NaN) - 0.1 * 10 ** -0.3) < 0.002, JSON.stringify(image));
    assert.match(end.caveat ?? "", /One run of each/);
  });

  it("say how the gap goes with tokens, and where one overtakes the other", () => {
    const [, way] = pairs(curvesOnly([late, early]));
    assert.match(
      way?.sentence ?? "",
      /^The gap between late and early shrinks between 100B tokens and 1T: from 0\.(099|10\d) to 0\.05\d in image; early overtakes late in code at about (19|2)\d*B tokens\.$/,
    );
  });

  it("say which lies below all along, and that losses fall most steeply at first", () => {
    const said = pairs(curvesOnly([late, early]));
    const along = said.find(({ id }) => id === "pair init along");
    assert.match(
      along?.sentence ?? "",
      /^Late lies below early at each of 25 places read from 10B tokens to 1T in image/,
    );
    assert.match(along?.basis ?? "", /^2 runs \((late, early|early, late)\); values are the runs'\.$/);
    const slower = said.find(({ kind }) => kind === "slowing");
    assert.match(
      slower?.sentence ?? "",
      /^The losses fall most steeply from 100B tokens to 400B, by .* then slower, by /,
    );
    const straight = (name: string, shift: number): Run => init(name, 5, { text: (D) => 3 + shift - (D / 1e12) ** 2 });
    const even = pairs(curvesOnly([straight("late", 0), straight("early", 0.1)]));
    assert.ok(even.length > 0 && !even.some(({ kind }) => kind === "slowing"));
  });

  it("compare within one experiment, with the seeds that both have", () => {
    const of = (name: string, experiment: string, seed: string, shift: number): Run =>
      init(name, 7, { text: (D) => base(D) + shift }, { facets: { init: name, experiment, seed } });
    const own = [of("late", "inits", "2", 0), of("early", "inits", "2", 0.1)];
    const others = [of("late", "grid", "0", 0.02), of("late", "seeds", "1", 0.02)].map((run, i) => ({
      ...run,
      id: `o${i}`,
    }));
    const [end] = pairs(curvesOnly([...own, ...others]));
    assert.match(end?.sentence ?? "", /late is lower than early by 0\.100 /);
    assert.equal(end?.runs.length, 2);
  });

  it("say nothing of runs that are not alike, and name what differs too", () => {
    const other = {
      ...early,
      facts: { ...early.facts, params: { value: 2e9, from: "config", kind: "total", how: "" } as const },
    };
    assert.deepEqual(pairs(curvesOnly([late, other])), []);
    const rates = [late, early].map((run, i) => ({ ...run, facets: new Map([...run.facets, ["lr", String(i)]]) }));
    assert.match(pairs(curvesOnly(rates))[0]?.caveat ?? "", /They also differ in lr\./);
    assert.deepEqual(pairs(curvesOnly([late, early, init("middle", 3, { image: base })])), []);
  });

  it("call a gap between curves of a few points a reading, not a finding", () => {
    const few = (name: string, shift: number): Run =>
      makeRun({
        name,
        facets: { init: name },
        params: 1e9,
        tokens: [1e11, 4e11, 1e12],
        losses: { "eval/text/loss": [2.6 + shift, 2.5 + shift, 2.4 + shift] },
      });
    const [end] = pairs(curvesOnly([few("late", 0), few("early", 0.02)]));
    assert.equal(end?.strength, "counted");
    assert.match(end.sentence, /late is lower than early by 0\.020/);
    assert.match(end.caveat ?? "", /^Too few points/);
    assert.equal(end.numbers[0]?.low, undefined);
  });

  it("tell two curves of one truth apart once in twenty times", () => {
    let told = 0;
    for (let seed = 1; seed <= 100; seed++) {
      const two = [init("late", 100 + seed, { text: base }), init("early", 5000 + seed, { text: base })];
      if (pairs(curvesOnly(two))[0]?.strength === "sure") told++;
    }
    assert.ok(told <= 10, `${told} of 100`);
  });
});

describe("observations of shares", () => {
  const laws = { text: [60, 0.05], image: [60, 0.06] } as const;
  const study = (effect: number, seed: number): Run[] => {
    const draw = normal(random(seed));
    return [10, 30, 50, 70].flatMap((share) => {
      const own = {
        text: [laws.text[0] * Math.exp((-effect * share) / 100 + 0.001 * draw()), laws.text[1]] as const,
        image: laws.image,
      };
      const config = new Map([
        ["data.weights.text", share / 100],
        ["data.weights.image", 1 - share / 100],
      ]);
      return mixRuns({ [`${share}-${100 - share}`]: own }, { noise: 0.001, seed: seed + share }).map((run) => ({
        ...run,
        config,
      }));
    });
  };

  it("say that more of a domain goes with less loss on it, and by how much", () => {
    const [said] = share(curvesOnly(study(0.1, 1)));
    assert.match(
      said?.sentence ?? "",
      /^More of a domain in the mix goes with less loss on it at equal compute: 10 points more lower it by (1|0\.9\d|1\.\d+)\s% in text/,
    );
    assert.deepEqual(said?.domains, ["text"]);
    assert.match(said.caveat ?? "", /sum to one/);
  });

  it("say nothing where the loss does not go with the share, or no share is known", () => {
    let said = 0;
    for (let seed = 1; seed <= 40; seed++) said += share(curvesOnly(study(0, seed))).length;
    assert.ok(said <= 5, `${said} of 40`);
    assert.deepEqual(share(curvesOnly(mixRuns({ a: { text: [60, 0.05] }, b: { text: [50, 0.05] } }))), []);
  });
});

describe("observations of seeds", () => {
  const run = (mix: string, seed: number, shift: number): Run => {
    const draw = normal(random(seed * 7 + mix.length));
    const lift = Math.exp(shift + 0.002 * draw());
    return makeRun({
      name: `${mix} ${seed}`,
      facets: { mix, seed: String(seed) },
      params: 1e9,
      tokens,
      losses: { "eval/text/loss": tokens.map((D) => base(D) * lift) },
    });
  };
  const threes = (shift: number): Run[] => [1, 2, 3, 4].map((seed) => run("a", seed, 0)).concat([run("bb", 1, shift)]);

  it("say how far seeds lie apart, and what the mixes do beside that", () => {
    const [said] = seeds(curvesOnly(threes(0.05)));
    assert.match(
      said?.sentence ?? "",
      /^4 runs that differ only in their seed end within 0\.0\d+ in text: the difference between mixes at one size is \d+× \(text\) the standard deviation between seeds\.$/,
    );
    assert.equal(said?.strength, "sure");
    assert.equal(seeds(curvesOnly(threes(0)))[0]?.strength, "open");
    assert.match(seeds(curvesOnly(threes(0)))[0]?.sentence ?? "", /hardly larger/);
  });

  it("say nothing without seeds, and count the spread into what two ways to train are told apart by", () => {
    assert.deepEqual(seeds(curvesOnly([run("a", 1, 0), run("bb", 1, 0.05)])), []);
    const inits = (mix: string, shift: number): Run[] =>
      [1, 2, 3].map((seed) => ({
        ...run("a", seed, shift),
        id: `${mix}${seed}`,
        facets: new Map([
          ["init", mix],
          ["seed", String(seed)],
        ]),
      }));
    const [end] = pairs(curvesOnly([...inits("late", 0), ...inits("early", 0.0005)]));
    assert.equal(end?.strength, "open");
    assert.equal(end.caveat, undefined);
  });
});

describe("observations of trouble", () => {
  const sound = init("late", 1, { text: base });

  it("name runs that diverged or failed, and count restarts", () => {
    const wild = makeRun({
      name: "wild",
      params: 1e9,
      tokens,
      losses: { train_loss: tokens.map((D, i) => (i < 20 ? base(D) : 9)) },
    });
    const lost = makeRun({
      name: "lost",
      params: 1e9,
      tokens,
      losses: { train_loss: tokens.map((D, i) => (i < 20 ? base(D) : NaN)) },
    });
    const [said] = trouble(
      curvesOnly([sound, wild, lost, { ...sound, name: "dead", status: "failed" }, { ...sound, restarts: 2 }]),
    );
    assert.match(
      said?.sentence ?? "",
      /^2 runs of 5 diverged: wild \(2\.\d+ at its lowest, 9\.00 at its end\) and lost \(2\.\d+ at its lowest, no number at its end\); 1 run of 5 failed: dead; 2 restarts of 1 run merged: the later rows count\.$/,
    );
  });

  it("say nothing of sound runs, noisy ones among them", () => {
    const draw = normal(random(3));
    const noisy = makeRun({
      name: "noisy",
      tokens,
      losses: { train_loss: tokens.map((D) => base(D) * Math.exp(0.03 * draw())) },
    });
    assert.deepEqual(trouble(curvesOnly([sound, noisy])), []);
  });

  it("keep runs that diverged out of what is compared", () => {
    const early = init("early", 2, { text: base });
    const broken = {
      ...early,
      series: (key: string) => {
        const s = early.series(key);
        return s && { ...s, value: s.value.map((v, i) => (i < 20 ? v : 9)) };
      },
    };
    assert.deepEqual(
      observeCurves(curvesOnly([sound, broken])).map(({ kind }) => kind),
      ["trouble"],
    );
  });
});

describe("observations", () => {
  it("are none of an empty study", () => {
    assert.deepEqual(observeCurves(curvesOnly([])), []);
  });

  it("are ranked by weight, said once, and twelve at most", () => {
    const one = (id: string, sentence: string, weight: number) =>
      ({
        kind: "trouble",
        id,
        sentence,
        weight,
        strength: "counted",
        basis: "",
        numbers: [],
        groups: [],
        runs: [],
        domains: [],
      }) as const;
    const many = Array.from({ length: 15 }, (_, i) => one(String(i), `s${i}`, i));
    assert.deepEqual(
      ranked([...many, one("again", "s14", 14)]).map(({ sentence }) => sentence),
      Array.from({ length: 12 }, (_, i) => `s${14 - i}`),
    );
  });

  it("are the same in any order of runs", () => {
    const runs = [init("late", 1, { text: base }), init("early", 2, { text: (D) => base(D) + 0.05 })];
    const said = (seed: number): string[] =>
      observeCurves(curvesOnly(shuffled(runs, seed))).map(({ sentence }) => sentence);
    for (let seed = 2; seed < 6; seed++) assert.deepEqual(said(seed).length, said(1).length);
  });
});
