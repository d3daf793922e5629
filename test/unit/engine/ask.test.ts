import assert from "node:assert/strict";
import { defaultChoices } from "../../../src/core/state/choose";
import type { PanelView } from "../../../src/core/views/views";
import { startEngine } from "./startEngine";

const fitted = { fit: { ...defaultChoices.fit, law: "power", bootstrap: 0 } };

describe("engine, questions", () => {
  it("answers a question about its fits with sections, and refuses in words what it cannot", async () => {
    const { engine } = await startEngine();
    const ask = (question: string, parameters = {}) => engine.handle("ask", { question, parameters });
    assert.deepEqual(await ask("whatIf"), { refused: "No law is fitted yet: press Fit first." });
    await engine.handle("fit", fitted);
    const answer = await ask("whatIf");
    assert.ok("sections" in answer);
    const [section] = answer.sections;
    assert.equal(section?.id, "whatIf");
    assert.ok(section.rows.some((row) => row.includes("log spacing")));
    const held = await ask("heldOut", { what: ["size=largest"] });
    assert.ok("sections" in held && held.sections[0]?.rows.length === 2);
    assert.deepEqual(await ask("predictions", { target: ["far"] }).then((one) => "refused" in one), true);
    assert.deepEqual(await ask("guess"), { refused: 'There is no question "guess".' });
    engine.close();
  });

  it("shows in the panel what can be asked, the answer to what is, and that it is of earlier fits", async () => {
    const { engine, views, clock } = await startEngine();
    const view = (shows: (view: PanelView) => boolean): Promise<PanelView> =>
      clock.until(() => {
        const newest = views().at(-1);
        return newest !== undefined && shows(newest) && newest;
      });
    const ask = (question: string | null) => engine.handle("intent", { type: "asked", question });
    await engine.handle("intent", { type: "ready", chartWidth: 400 });
    await view(({ questions }) => questions.length === 0);
    await engine.handle("fit", fitted);
    const before = await view(({ questions }) => questions.length > 0);
    assert.deepEqual(before.questions.map(({ id }) => id).slice(0, 2), ["rollout", "whatIf"]);
    assert.ok(before.side.length === 0 && before.questions.every(({ asked }) => !asked));
    await ask("influence");
    const answered = await view(
      ({ side }) => side[0]?.title.startsWith("Influence: the law without each run") === true,
    );
    assert.deepEqual(
      answered.questions.filter(({ asked }) => asked).map(({ id }) => id),
      ["influence"],
    );
    await engine.handle("fit", { fit: { ...fitted.fit, spacing: "log" } });
    const old = await view(({ side }) => (side[0]?.lines?.[0] ?? "").includes("earlier fits"));
    assert.equal(old.side.length, 2);
    await ask(null);
    await view(({ side }) => side.length === 0);
    engine.close();
  });
});
