import assert from "node:assert/strict";
import { disagreement } from "../../../src/core/questions/disagreement";

const of = (value: number, factor: number) => ({ N: { value, low: value / factor, high: value * factor } });

describe("approaches that disagree", () => {
  it("are said to where their intervals leave no room, with every N*", () => {
    const said = disagreement([of(374e6, 1.1), of(711e6, 1.2), of(164e6, 1.3)], 1e21);
    assert.match(said ?? "", /disagree beyond their intervals \(N\* = 374M, 711M, 164M at 1\.0e21\)/);
    assert.equal(disagreement([of(374e6, 1.5), of(450e6, 1.5), of(300e6, 1.3)], 1e21), undefined);
  });

  it("and without intervals, where they are far apart", () => {
    const blind = { N: { value: 1e9 } };
    assert.match(disagreement([of(374e6, 1.1), blind], 1e21) ?? "", /a factor of 2\.7 apart/);
    assert.equal(disagreement([of(374e6, 1.1), { N: { value: 4e8 } }], 1e21), undefined);
    assert.equal(disagreement([of(374e6, 1.1)], 1e21), undefined);
  });
});
