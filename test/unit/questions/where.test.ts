import { strict as assert } from "node:assert";
import { ParameterError } from "../../../src/core/questions/parameters/given";
import { parseWhere, quantity } from "../../../src/core/questions/parameters/where";

const run: Readonly<Record<string, number | string>> = {
  mix: "45-45-10",
  init: "random",
  N: 0.932e9,
  lr: "0.0003",
  name: "a run & more",
};
const holds = (text: string): boolean => parseWhere(text, "--where").where((name) => run[name]);

describe("--where", () => {
  it("compares texts, and numbers as numbers", () => {
    assert.equal(holds("mix=45-45-10"), true);
    assert.equal(holds("mix==40-20-40"), false);
    assert.equal(holds("mix!=40-20-40"), true);
    assert.equal(holds("N<1e9"), true);
    assert.equal(holds("N < 0.9B"), false);
    assert.equal(holds("N>=932M"), true);
    assert.equal(holds("lr=3e-4"), true);
    assert.equal(holds("lr!=3e-4"), false);
    assert.equal(holds("name~run"), true);
    assert.equal(holds('name="a run & more"'), true);
  });

  it("binds ! before && before ||", () => {
    assert.equal(holds("N<1 || mix=45-45-10 && init=random"), true);
    assert.equal(holds("mix=45-45-10 || init=late && N<1"), true);
    assert.equal(holds("(mix=45-45-10 || init=late) && N<1"), false);
    assert.equal(holds("!init=late && !(N<1)"), true);
    assert.equal(holds("!!init=random"), true);
  });

  it("holds no order for what a run does not have, and no size for a text", () => {
    assert.equal(holds("D<1e12"), false);
    assert.equal(holds("D>=0"), false);
    assert.equal(holds("D!=5"), true);
    assert.equal(holds("mix<5"), false);
  });

  it("says what is wrong, and where", () => {
    const wrong = (text: string, message: RegExp) => {
      assert.throws(
        () => parseWhere(text, "--where"),
        (error) => error instanceof ParameterError && message.test(error.message),
      );
    };
    wrong("", /a name expected at the end/);
    wrong("mix", /a comparison .* expected at the end/);
    wrong("mix=", /a value expected at the end/);
    wrong("mix=a init=b", /&& or \|\| expected at "init" \(character 7\)/);
    wrong("(mix=a", /"\)" expected at the end/);
    wrong("mix='a", /quote at character 5 is not closed/);
    wrong("constructor(1)", /a comparison .* expected at "\(" \(character 12\)/);
  });

  it("names what it asks for", () => {
    assert.deepEqual(parseWhere("mix=a && (N<1 || 'data.mix'=b)", "--where").names, ["mix", "N", "data.mix"]);
  });

  it("reads counts with their suffix", () => {
    assert.equal(quantity("1.63B"), 1.63e9);
    assert.equal(quantity("400k"), 4e5);
    assert.ok(Number.isNaN(quantity("B")));
    assert.ok(Number.isNaN(quantity("")));
    assert.ok(Number.isNaN(quantity("45-45-10")));
    assert.ok(Number.isNaN(quantity("0x10")));
  });
});

describe("an expression of --where without end", () => {
  it("is refused with its bound, not with the stack of its reader", () => {
    const deep = (n: number) => `${"(".repeat(n)}a=1${")".repeat(n)}`;
    assert.throws(() => parseWhere(deep(20_000), "--where"), /--where: an expression has at most 2000 characters/);
    assert.equal(
      parseWhere(deep(900), "--where").where(() => 1),
      true,
    );
    assert.equal(
      parseWhere(`${"!".repeat(1900)}a=1`, "--where").where(() => 1),
      true,
    );
  });
});
