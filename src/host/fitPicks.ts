import { l10n, window, type QuickPickItem } from "vscode";
import type { Offer, Option } from "../core/choices/choice";
import { patchChoices } from "../core/state/choose";
import type { Choices, ChoicesPatch } from "../core/state/choices";
import { answered, questionsOf, restOf, type Question } from "./fitQuestions";

interface Pick<T> extends QuickPickItem {
  readonly value: T;
}

/**
 * Offers every choice of the fit with what stands now; each can be changed before "Fit now". Gives the changes made, or
 * undefined when the person turned away.
 */
export async function askFit(choices: Choices, offer: Offer): Promise<ChoicesPatch | undefined> {
  let patch: ChoicesPatch = {};
  for (;;) {
    const questions = questionsOf(patchChoices(choices, patch), offer);
    const title = l10n.t("Fit Scaling Law");
    const picked = await window.showQuickPick(topics(questions), { title, matchOnDescription: true });
    if (picked === undefined) return undefined;
    if (picked.value === undefined) return patch;
    const texts = await ask(picked.value, patch);
    const next = texts === undefined ? patch : answered(patch, picked.value, texts);
    if (typeof next !== "string") patch = next;
  }
}

function topics(questions: readonly Question[]): Pick<Question | undefined>[] {
  const go = {
    label: `$(play) ${l10n.t("Fit now")}`,
    description: l10n.t("with what is chosen below"),
    value: undefined,
  };
  return [
    go,
    ...questions.map((question) => ({
      label: question.control.label,
      description: plain(question.standing),
      value: question,
    })),
  ];
}

/** The texts that were picked or typed; undefined when the person turned away. */
async function ask(question: Question, patch: ChoicesPatch): Promise<readonly string[] | undefined> {
  const { control } = question;
  switch (control.kind) {
    case "one": {
      const current = control.options.some(({ value }) => value === control.value)
        ? []
        : [{ value: control.value, label: control.value, hint: "" }];
      const picks = itemsOf([...current, ...control.options], [control.value], l10n.t("current"));
      const options = { title: control.label, placeHolder: control.hint, matchOnDetail: true };
      const picked = await window.showQuickPick(currentFirst(picks), options);
      return picked && [picked.value];
    }
    case "many": {
      const options = { title: control.label, placeHolder: l10n.t("None picked: {0}", restOf(control)) };
      const picks = itemsOf(control.options, control.value, "");
      const picked = await window.showQuickPick(picks, { ...options, matchOnDetail: true, canPickMany: true });
      return picked?.map(({ value }) => value);
    }
    case "text":
    case "number":
    case "slider": {
      const typed = await window.showInputBox({
        title: control.label,
        prompt: control.hint,
        value: String(control.value),
        validateInput: (text) => {
          const next = answered(patch, question, [text]);
          return typeof next === "string" ? next : undefined;
        },
      });
      return typed === undefined ? undefined : [typed];
    }
  }
}

function itemsOf(options: readonly Option[], chosen: readonly string[], mark: string): Pick<string>[] {
  return options.map(({ value, label, hint }) => ({
    label: plain(label),
    description: chosen.includes(value) ? mark : "",
    detail: plain(hint),
    picked: chosen.includes(value),
    value,
  }));
}

/** The current one first, so that Enter keeps it. */
function currentFirst(items: readonly Pick<string>[]): Pick<string>[] {
  const rank = ({ picked }: Pick<string>): number => (picked === true ? 0 : 1);
  return [...items].sort((a, b) => rank(a) - rank(b));
}

/** A quick pick draws `$(name)` as an icon; keys and facets from logs are text. */
function plain(text: string): string {
  return text.replaceAll("$(", "$\u200b(");
}
