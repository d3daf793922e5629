import assert from "node:assert/strict";
import { defaultChoices } from "../../../src/core/state/choose";
import { startEngine } from "./startEngine";

const fitted = { fit: { ...defaultChoices.fit, bootstrap: 0 } };

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
});
