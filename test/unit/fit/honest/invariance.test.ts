import assert from "node:assert/strict";
import type { Curve } from "../../../../src/core/fit/points/curve";
import { fitGroup } from "../../../../src/core/fit/group";
import { newRunInterval, predictInterval } from "../../../../src/core/fit/intervals/derived";
import { defaultProtocol, type Protocol } from "../../../../src/core/fit/protocol/protocol";
import type { Fitted } from "../../../../src/core/fit/result";
import { random } from "../../../../src/core/stats/random";
import { designs, finalDesigns, studyOf, truths, type Design } from "../../../bench/coverage/studies";

function fitted(curves: readonly Curve[], protocol: Protocol = defaultProtocol): Fitted {
  const { fit } = fitGroup(curves, protocol);
  if (fit.status !== "fitted") assert.fail(fit.reason);
  return fit;
}

const mapRows = (curve: Curve, order: readonly number[]): Curve => {
  const pick = (column: Float64Array): Float64Array => Float64Array.from(order, (i) => column[i] ?? NaN);
  const columns = Object.fromEntries(Object.entries(curve.columns ?? {}).map(([name, column]) => [name, pick(column)]));
  return { ...curve, x: pick(curve.x), loss: pick(curve.loss), columns };
};

function shuffled<T>(items: readonly T[], uniform: () => number): T[] {
  const out = [...items];
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(uniform() * (i + 1));
    [out[i], out[j]] = [out[j]!, out[i]!];
  }
  return out;
}

/** The same law, its x and its loss in other units. */
function same(fit: Fitted, other: Fitted, { x = 1, loss = 1 } = {}): void {
  assert.equal(other.law, fit.law);
  assert.equal(other.points, fit.points);
  const top = fit.outlook?.top ?? NaN;
  for (const times of [0.1, 1, 10, 100]) {
    for (const predict of [predictInterval, newRunInterval]) {
      const [a, b] = [predict(fit, { x: times * top }), predict(other, { x: times * top * x })];
      for (const key of ["value", "low", "high"] as const)
        assert.ok(
          Math.abs((b[key] ?? NaN) / ((a[key] ?? NaN) * loss) - 1) < 1e-6,
          `${key} at ${times}: ${a[key] ?? NaN}, ${b[key] ?? NaN}`,
        );
    }
  }
}

const cases: readonly (readonly [string, Design | undefined])[] = [
  ["rows of runs", designs[1]],
  ["an isoFLOP grid of ends", finalDesigns[0]],
  ["ends at D = 20N", finalDesigns[1]],
];

describe("the default law", () => {
  for (const [name, design] of cases) {
    describe(name, () => {
      const curves = design === undefined ? [] : studyOf(truths[0]!, design, 3);
      const fit = fitted(curves);

      it("does not depend on the order of rows or runs", () => {
        same(fit, fitted([...curves].reverse()));
        const uniform = random(5);
        const mixed = curves.map((curve) => mapRows(curve, shuffled([...curve.x.keys()], uniform)));
        same(fit, fitted(shuffled(mixed, uniform)));
        same(fit, fitted(curves.map((curve) => mapRows(curve, [...curve.x.keys()].reverse()))));
      });

      it("does not depend on the unit of C or of the loss", () => {
        const scaled = (curve: Curve, factor: number): Curve => {
          const x = curve.x.map((c) => c * factor);
          return { ...curve, x, columns: { ...curve.columns, C: x } };
        };
        same(fit, fitted(curves.map((curve) => scaled(curve, 1000))), { x: 1000 });
        same(fit, fitted(curves.map((curve) => ({ ...curve, loss: curve.loss.map((l) => l / Math.LN2) }))), {
          loss: 1 / Math.LN2,
        });
      });

      it("takes the lowest loss of equal N and C, whichever comes first", () => {
        const worse = curves.map((curve) => ({
          ...curve,
          run: `${curve.run} at a bad rate`,
          loss: curve.loss.map((l) => l * 1.1),
        }));
        same(fit, fitted([...curves, ...worse]));
        same(fit, fitted([...worse, ...curves]));
      });
    });
  }

  it("is plain data", () => {
    const fit = fitted(studyOf(truths[1]!, designs[1]!, 1));
    assert.deepEqual(structuredClone(fit), fit);
  });
});
