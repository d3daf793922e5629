import type { QuestionView } from "../../src/core/views/views";
import { element, fill } from "../shared/dom";
import "./questions.css";

/** The questions that can be asked about the fits: a button each, pressed while its answer is shown. */
export interface QuestionsPane {
  readonly host: HTMLElement;
  readonly show: (questions: readonly QuestionView[]) => void;
}

/** `ask` gets the question whose button was pressed, or null to take its answer away. */
export function openQuestions(ask: (question: string | null) => void): QuestionsPane {
  const list = element("div", { class: "question-list" });
  const host = element(
    "section",
    { class: "questions", "aria-label": "Questions" },
    element("h2", {}, "Questions"),
    list,
  );
  let shown = "";
  return {
    host,
    show: (questions) => {
      host.hidden = questions.length === 0;
      const key = questions.map(({ id, label }) => `${id} ${label}`).join("\n");
      if (key !== shown) fill(list, ...questions.map(({ id, label }) => questionButton(id, label, ask)));
      shown = key;
      questions.forEach(({ asked }, at) => list.children[at]?.setAttribute("aria-pressed", String(asked)));
    },
  };
}

function questionButton(id: string, label: string, ask: (question: string | null) => void): HTMLButtonElement {
  const made = element("button", { type: "button", class: "question", "aria-pressed": "false" }, label);
  made.addEventListener("click", () => {
    ask(made.getAttribute("aria-pressed") === "true" ? null : id);
  });
  return made;
}
