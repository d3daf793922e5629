import assert from "node:assert/strict";
import { formulaId, lawOf, laws } from "../../../src/core/laws/index";
import type { Inputs, Law } from "../../../src/core/laws/law";
import { random } from "../../../src/core/stats/random";

const own = [
  formulaId("E + A*N^-alpha + B*D^-beta*(1 + g*mix_text)", ["mix_text"]),
  formulaId("exp(a)/x + tanh(b*x) + sqrt(c + x) + min(d, x) - max(f, 2)*log(x)"),
  "mixture:r,s",
  "mixture-additive:r,s",
  "mixture-joint:r,s",
].map((id) => lawOf(id));

const n = 7;

function inputs(law: Law): Inputs {
  const uniform = random(5);
  return Object.fromEntries(
    law.inputs.map((name) => [name, Float64Array.from({ length: n }, () => 0.5 + 2 * uniform())]),
  );
}

/** A place inside the bounds. */
function place(law: Law): Float64Array {
  const uniform = random(11);
  return Float64Array.from(law.params, ({ lower, upper }) => {
    const [low, high] = [Math.max(lower, 0.3), Math.min(upper, 1.2)];
    return low + (high - low) * uniform();
  });
}

describe("derivatives", () => {
  for (const law of [...laws, ...own, ...laws.flatMap(({ inner }) => inner?.law ?? [])]) {
    assert.ok(law !== undefined);
    const p = law.params.length;
    const bound = law.bind(inputs(law), n);
    const theta = place(law);
    const jacobian = new Float64Array(n * p);
    bound.evaluate(theta, new Float64Array(n), jacobian);
    const moved = (k: number, h: number): Float64Array => theta.map((v, m) => (m === k ? v + h : v));

    it(`of ${law.id} by each parameter are those of differences`, () => {
      law.params.forEach(({ id }, k) => {
        const [above, below] = [new Float64Array(n), new Float64Array(n)];
        bound.evaluate(moved(k, 1e-6), above);
        bound.evaluate(moved(k, -1e-6), below);
        for (let i = 0; i < n; i++) {
          const difference = (above[i]! - below[i]!) / 2e-6;
          assert.ok(Math.abs(jacobian[k * n + i]! - difference) < 1e-6 * (1 + Math.abs(difference)), `${id}, row ${i}`);
        }
      });
    });

    it(`of ${law.id}, the second, are those of differences of the first`, () => {
      if (bound.curvature === undefined) return;
      const pull = Float64Array.from({ length: n }, (_, i) => (i % 2 === 0 ? 1 : -0.5));
      const hessian = new Float64Array(p * p);
      bound.evaluate(theta, new Float64Array(n), jacobian);
      bound.curvature(theta, pull, hessian);
      const [above, below] = [new Float64Array(n * p), new Float64Array(n * p)];
      for (let k = 0; k < p; k++) {
        bound.evaluate(moved(k, 1e-6), new Float64Array(n), above);
        bound.evaluate(moved(k, -1e-6), new Float64Array(n), below);
        for (let m = 0; m <= k; m++) {
          let sum = 0;
          for (let i = 0; i < n; i++) sum += (pull[i]! * (above[m * n + i]! - below[m * n + i]!)) / 2e-6;
          assert.ok(
            Math.abs(hessian[k * p + m]! - sum) < 1e-5 * (1 + Math.abs(sum)),
            `${k} ${m}: ${hessian[k * p + m]} ${sum}`,
          );
        }
      }
    });

    it(`of ${law.id} add up to the loss over its linear parameters`, () => {
      if (law.linear.length === 0 || law.remainder === true) return;
      const loss = new Float64Array(n);
      bound.evaluate(theta, loss, jacobian);
      for (let i = 0; i < n; i++) {
        const sum = law.params.reduce(
          (s, { id }, k) => (law.linear.includes(id) ? s + theta[k]! * jacobian[k * n + i]! : s),
          0,
        );
        assert.ok(Math.abs(sum - loss[i]!) < 1e-12 * Math.abs(loss[i]!), `row ${i}`);
      }
    });
  }

  for (const law of laws) {
    const { inner } = law;
    if (inner !== undefined)
      it(`of ${law.id}: it is the same law in its inner coordinates`, () => {
        const theta = place(law);
        const [outer, searched] = [new Float64Array(n), new Float64Array(n)];
        law.bind(inputs(law), n).evaluate(theta, outer);
        inner.law.bind(inputs(law), n).evaluate(inner.inside(theta), searched);
        outer.forEach((l, i) => {
          assert.ok(Math.abs(l / searched[i]! - 1) < 1e-12);
        });
        inner.outside(inner.inside(theta)).forEach((v, k) => {
          assert.ok(Math.abs(v - theta[k]!) < 1e-9 * Math.abs(theta[k]!));
        });
      });
  }
});
