import { strict as assert } from "node:assert";
import { UsageError } from "../../../src/cli/errors";
import { protocolFlagsOf, readProtocol } from "../../../src/cli/flags/protocolFlags";
import { readOptions } from "../../../src/cli/flags/options";
import { helpOf } from "../../../src/cli/print/help";
import { inkOf } from "../../../src/cli/print/printer";
import type { Offer } from "../../../src/core/choices/choice";
import { controlsOf } from "../../../src/core/choices/control";
import { fitChoices } from "../../../src/core/choices/index";
import { oneOf, option } from "../../../src/core/choices/make";
import { choicesSchema } from "../../../src/core/choices/schema";
import { describeProtocol, shortWords } from "../../../src/core/choices/words";
import { whatIf } from "../../../src/core/fit/check/whatIf";
import { protocolOf } from "../../../src/core/fit/protocol/protocol";
import { choicesFrom, patchChoices, patchOf, readPatch } from "../../../src/core/state/choose";
import type { ChoicesPatch } from "../../../src/core/state/choices";
import { answered, questionsOf } from "../../../src/host/fitQuestions";
import { holds } from "../formats/study/schema";
import { choicesTable } from "./docsTable";

/** A choice that there is not: which half of each run is fitted. All it takes is this and its line in the list. */
interface HalfField {
  readonly half: "both" | "first" | "second";
}

const half = oneOf<HalfField>("half", {
  section: "fit",
  label: "Half",
  hint: "Which half of each run is fitted",
  default: "both",
  options: [
    option("both", "Both halves"),
    option("first", "First half"),
    option("second", "Second half", "The late rows."),
  ],
  group: "protocol",
  line: "cuts",
  describe: (values: HalfField) =>
    values.half === "both" ? undefined : { label: "Half", text: `${values.half} half of each run` },
  neighbours: (values: HalfField) =>
    values.half === "both" ? [{ change: "second halves only", choices: { half: "second" } }] : [],
  flag: { name: "half" },
});

const list = [...fitChoices, half];
const offer: Offer = { facets: new Map(), metrics: [], logged: [], groupedBy: [] };
const made = choicesFrom(list);
const second: ChoicesPatch = readPatch({ fit: { half: "second" } }, list);

describe("a choice that is made up", () => {
  it("has its default, and a patch from outside sets it", () => {
    assert.equal((made.fit as Partial<HalfField>).half, "both");
    assert.deepEqual(second.fit, { half: "second" });
    assert.deepEqual(readPatch({ fit: { half: "third" } }, list).fit, {});
    assert.deepEqual(readPatch({ fit: { half: "second" } }).fit, {}, "not without its line in the list");
  });

  it("is of the protocol of a fit, and so in its answer", () => {
    assert.equal((protocolOf(patchChoices(made, second).fit, "flops") as Partial<HalfField>).half, "second");
  });

  it("has a control in the panel, and what is picked there is a patch", () => {
    const control = controlsOf(list, made, offer).find(({ key }) => key === "fit.half");
    assert.ok(control?.kind === "one" && control.applies);
    assert.deepEqual([control.label, control.value, control.options.length], ["Half", "both", 3]);
    assert.deepEqual(patchOf(control.key, ["first"], list), { fit: { half: "first" } });
  });

  it("is asked for by a quick pick", () => {
    const question = questionsOf(made, offer, list).find(({ control }) => control.label === "Half");
    assert.equal(question?.standing, "Both halves");
    assert.deepEqual(answered({ fit: { law: "kaplan" } }, question, ["second"], list), {
      fit: { law: "kaplan", half: "second" },
    });
  });

  it("is said in the protocol's words, the long and the short", () => {
    const { fit } = patchChoices(made, second);
    assert.deepEqual(describeProtocol(fit, list).at(-1), { label: "Half", text: "second half of each run" });
    assert.equal(shortWords(fit, list), "Half second");
    assert.equal(shortWords(made.fit, list), "As usual");
  });

  it("is tried by what-if", () => {
    const curves = [1, 2, 3].map((size) => {
      const x = Float64Array.from({ length: 20 }, (_, i) => size * 1e18 * (i + 1));
      return { run: `r${size}`, size, x, loss: x.map((c) => 3 * c ** -0.05 * (1 + 0.01 * size)) };
    });
    const protocol = { ...protocolOf(made.fit, "flops"), bootstrap: 0 };
    const tried = whatIf(curves, protocol, {}, undefined, list).find(({ change }) => change === "second halves only");
    assert.equal((tried?.protocol as Partial<HalfField>).half, "second");
  });

  it("has a flag and its line of the help", () => {
    const flags = protocolFlagsOf(list);
    const help = helpOf({ id: "fit", usage: "", summary: "", flags, run: () => 0 }, inkOf({ isTty: false, env: {} }));
    assert.match(help, /--half both\|first\|second +which half of each run is fitted/);
    const { values } = readOptions(["--half", "second"], flags);
    const { fit } = made;
    assert.equal((readProtocol(values, fit, list).choices([]).fit as Partial<HalfField>).half, "second");
    assert.throws(
      () => readProtocol({ half: "third" } as object, fit, list),
      new UsageError('--half: expected one of both, first, second, not "third"'),
    );
  });

  it("is in the schema and in the table of the docs", () => {
    const schema = choicesSchema(list);
    assert.ok(holds(schema, { half: "first" }) && !holds(schema, { half: "third" }));
    assert.ok(!holds(choicesSchema(fitChoices), { half: "first" }));
    assert.match(choicesTable(list), /\| Half \| `--half` \| `both` \| Which half of each run is fitted \|/);
    assert.match(choicesTable(list), /- `second`: Second half\. The late rows\./);
  });
});
