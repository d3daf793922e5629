import { l10n, window, type QuickPickItem } from "vscode";
import type { FitChoices } from "../core/state/choices";
import type { Menus, Option } from "../core/views/views";

type Patch = Partial<FitChoices>;

/** One thing that can be chosen: its words, what can be chosen, what is, and the patch that a choice makes. */
interface Question {
  readonly label: string;
  readonly options: readonly Option[];
  readonly current: readonly string[];
  readonly many: boolean;
  readonly answer: (values: readonly string[]) => Patch;
}

interface Pick<T> extends QuickPickItem {
  readonly value: T;
}

/**
 * Offers every choice of the fit with what stands now; each can be changed before "Fit now". Gives the changes made, or
 * undefined when the person turned away. `now` says what stands under given changes.
 */
export async function askFit(menus: Menus, now: (patch: Patch) => FitChoices): Promise<Patch | undefined> {
  let patch: Patch = {};
  for (;;) {
    const asked = questions(menus, now(patch));
    const title = l10n.t("Fit Scaling Law");
    const picked = await window.showQuickPick(topics(asked), { title, matchOnDescription: true });
    if (picked === undefined) return undefined;
    if (picked.value === undefined) return patch;
    patch = { ...patch, ...(await ask(picked.value)) };
  }
}

function topics(asked: readonly Question[]): Pick<Question | undefined>[] {
  const go = {
    label: `$(play) ${l10n.t("Fit now")}`,
    description: l10n.t("with what is chosen below"),
    value: undefined,
  };
  return [
    go,
    ...asked.map((question) => ({ label: question.label, description: standing(question), value: question })),
  ];
}

/** What is chosen now, in the menu's own words. */
function standing({ options, current }: Question): string {
  return current.map((value) => plain(options.find((option) => option.value === value)?.label ?? value)).join(", ");
}

async function ask(question: Question): Promise<Patch> {
  const items = question.options.map(({ value, label, hint }): Pick<string> => ({
    label: plain(label),
    description: question.current.includes(value) && !question.many ? l10n.t("current") : "",
    detail: plain(hint),
    picked: question.current.includes(value),
    value,
  }));
  const options = { title: question.label, matchOnDetail: true };
  const picked = question.many
    ? await window.showQuickPick(items, { ...options, canPickMany: true })
    : await window.showQuickPick(current(items, question.current), options);
  if (picked === undefined) return {};
  return question.answer(Array.isArray(picked) ? picked.map((pick) => pick.value) : [picked.value]);
}

/** The current one first, so that Enter keeps it. */
function current(items: readonly Pick<string>[], values: readonly string[]): Pick<string>[] {
  const rank = (pick: Pick<string>): number => (values.includes(pick.value) ? 0 : 1);
  return [...items].sort((a, b) => rank(a) - rank(b));
}

/** A quick pick draws `$(name)` as an icon; keys and facets from logs are text. */
function plain(text: string): string {
  return text.replaceAll("$(", "$\u200b(");
}

function questions(menus: Menus, fit: FitChoices): readonly Question[] {
  const one = (
    label: string,
    options: readonly Option[],
    value: string,
    answer: (value: never) => Patch,
  ): Question => ({
    label,
    options,
    current: [value],
    many: false,
    // What was picked is one of the menu's values, which are the choice's.
    answer: ([picked]) => (picked === undefined ? {} : answer(picked as never)),
  });
  const allMetrics = { value: "", label: l10n.t("Every cross-entropy"), hint: "" };
  return [
    one(l10n.t("Law"), menus.laws, fit.law, (law) => ({ law })),
    {
      label: l10n.t("Metrics"),
      options: fit.metrics.length === 0 ? [allMetrics, ...menus.metrics] : menus.metrics,
      current: fit.metrics.length === 0 ? [""] : fit.metrics,
      many: true,
      answer: (metrics) => ({ metrics: metrics.filter((metric) => metric !== "") }),
    },
    one(l10n.t("Loss against"), menus.fitX, fit.x, (x) => ({ x })),
    one(l10n.t("Points"), menus.points, fit.points, (points) => ({ points })),
    ...(fit.points === "frontier"
      ? [
          one(l10n.t("Frontier"), menus.frontier, fit.frontier, (frontier) => ({ frontier })),
          one(l10n.t("Spacing"), menus.spacing, fit.spacing, (spacing) => ({ spacing })),
        ]
      : []),
    one(l10n.t("Objective"), menus.objectives, fit.objective, (objective) => ({ objective })),
    {
      label: l10n.t("Groups"),
      options: menus.by,
      current: fit.by === "auto" ? ["auto"] : fit.by,
      many: true,
      answer: (by) => ({ by: by.includes("auto") ? "auto" : by }),
    },
  ];
}
