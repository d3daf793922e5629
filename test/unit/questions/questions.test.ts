import assert from "node:assert/strict";
import { lawOf } from "../../../src/core/laws/index";
import { answerTo } from "../../../src/core/questions/answer";
import { questions } from "../../../src/core/questions/index";
import { plainStudy, studyOfPlain } from "../../../src/core/questions/plainStudy";
import { needsNothing } from "../../../src/core/questions/question";
import { fitStudy, type FittedStudy } from "../../../src/core/questions/study";
import { defaultChoices } from "../../../src/core/state/choose";
import { openLogIndex } from "../../../src/engine/logFiles";
import { fitFlags } from "../../../src/cli/flags/protocolFlags";
import { makeSource } from "../engine/startEngine";

/** What each question is told here, so that all of them can be asked of one study. */
const told: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  heldOut: { what: ["size=largest"] },
  comparison: { laws: ["power,power-floor"] },
  predictions: { target: ["1e24", "1e9@1e11"] },
  allocations: { budget: ["1e22"], at: ["1e9@1e12"], served: ["1e12"] },
  next: { target: ["1e22"], budget: ["1e20"] },
};

async function studyWith(law: string): Promise<FittedStudy> {
  const roots = [{ path: "/study", name: "study" }];
  const index = await openLogIndex(makeSource(), roots, { runPattern: "", exclude: [] });
  const runs = index.runs();
  index.close();
  const points = lawOf(law)?.inputs.includes("N") === true ? ("all" as const) : ("frontier" as const);
  return fitStudy(runs, { ...defaultChoices.fit, law, points, bootstrap: 30 });
}

describe("questions", () => {
  it("have ids, flags and commands of their own", () => {
    const unique = (names: readonly string[]): void => {
      assert.equal(new Set(names).size, names.length, names.join());
    };
    unique(questions.map(({ id }) => id));
    unique([...questions.flatMap(({ flag }) => (flag ? [flag.name] : [])), ...Object.keys(fitFlags)]);
    unique(questions.flatMap(({ command }) => (command ? [command.name] : [])));
    for (const { parameters, flag, command } of questions) {
      if (command) unique([...parameters.map(({ key }) => key), ...Object.keys(fitFlags)]);
      if (flag?.parameter !== undefined) assert.ok(parameters.some(({ key }) => key === flag.parameter));
    }
  });

  for (const law of ["power", "chinchilla"]) {
    it(`answer whole sections about a ${law} law: a cell a column, a value a group, numbers that JSON can hold`, async () => {
      const study = await studyWith(law);
      assert.ok(study.fits.groups.every(({ result }) => result.fit.status === "fitted"));
      for (const { id } of questions) {
        const answer = answerTo(id, told[id] ?? {}, study);
        if ("refused" in answer) {
          assert.equal(id, "mix", answer.refused);
          assert.match(answer.refused, /^mix needs law mixture:SHARE,SHARE /);
          continue;
        }
        for (const section of answer.sections) {
          const { title, columns, rows, lines = [], values } = section;
          assert.ok(title !== "" && rows.length + lines.length > 0, id);
          for (const row of rows) assert.equal(row.length, columns.length, `${id}: ${row.join(" | ")}`);
          assert.equal(values.length, study.fits.groups.length, id);
          assert.deepEqual(JSON.parse(JSON.stringify(values)), structuredClone(values), id);
        }
      }
    });

    it(`are answered the same in another thread, without the runs of a ${law} law`, async () => {
      const study = await studyWith(law);
      for (const { id, reads } of questions) {
        if (reads === "runs") continue;
        const sent = structuredClone(plainStudy(study, reads === "rereads"));
        const values = told[id] ?? {};
        assert.deepEqual(answerTo(id, values, studyOfPlain(sent)), answerTo(id, values, study), id);
      }
    });
  }

  it("are refused in words for what cannot be read, is missing, or is no question", async () => {
    const study = await studyWith("power");
    const refused = (id: string, values: Readonly<Record<string, readonly string[]>>): string => {
      const answer = answerTo(id, values, study);
      return "refused" in answer ? answer.refused : "";
    };
    assert.equal(refused("next", {}), "next needs Target and Budget");
    assert.equal(refused("approaches", { budget: ["much"] }), 'Budget: expected FLOPs, not "much"');
    assert.match(refused("heldOut", { what: ["colour=red"] }), /^Held out: no run has "colour"/);
    assert.equal(refused("guess", {}), 'There is no question "guess".');
  });

  it("that are cancelled answer nothing", async () => {
    const study = await studyWith("power");
    for (const question of questions.filter(needsNothing)) {
      if (question.id === "mix") continue;
      const answer = answerTo(question.id, {}, study, { cancelled: () => true });
      assert.deepEqual(answer, { refused: "Cancelled before it was answered." });
    }
  });
});
