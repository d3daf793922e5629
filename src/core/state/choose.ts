import { fieldsOf, isWrong, type Choice, type Section, type Wrong } from "../choices/choice";
import { defaultsOf, choices as every, type FitChoices, type CurveChoices } from "../choices/index";
import { areTexts, isText } from "../choices/make";
import type { Choices, ChoicesPatch, Zoom } from "./choices";

/** What a study shows before anyone has chosen. */
export const defaultChoices: Choices = choicesFrom(every);

/** The same for a list of choices. */
export function choicesFrom(list: readonly Choice[]): Choices {
  return {
    tab: "",
    filter: {},
    curves: defaultsOf(list, "curves") as unknown as CurveChoices,
    fit: defaultsOf(list, "fit") as unknown as FitChoices,
  };
}

/** The choices with a patch laid over them; what the patch does not name stays. */
export function patchChoices(choices: Choices, patch: ChoicesPatch): Choices {
  const filter = Object.fromEntries(
    Object.entries({ ...choices.filter, ...patch.filter }).filter(([, values]) => values.length > 0),
  );
  return {
    tab: patch.tab ?? choices.tab,
    filter,
    curves: { ...choices.curves, ...patch.curves },
    fit: { ...choices.fit, ...patch.fit },
    group: patch.group === undefined ? choices.group : (patch.group ?? undefined),
    run: patch.run === undefined ? choices.run : (patch.run ?? undefined),
    zoom: patch.zoom === undefined ? keptZoom(choices, patch) : (patch.zoom ?? undefined),
    hidden: patch.hidden ?? choices.hidden ?? [],
  };
}

/** A zoom is of the axes that it was made on. */
function keptZoom({ zoom, tab, curves }: Choices, patch: ChoicesPatch): Choices["zoom"] {
  const others = ["x", "y", "xScale", "yScale", "rows"] as const;
  const isOther =
    (patch.tab !== undefined && patch.tab !== tab) ||
    others.some((key) => patch.curves?.[key] !== undefined && patch.curves[key] !== curves[key]);
  return isOther ? undefined : zoom;
}

/**
 * Reads a patch that comes from outside (a page's message, a saved state): keeps each choice that is known and well-formed and
 * drops the rest, so that a state saved by another version still opens. `tabs` are
 * the ids of the views that there are; where they are not known, any tab is taken.
 */
export function readPatch(value: unknown, list: readonly Choice[] = every, tabs?: readonly string[]): ChoicesPatch {
  if (!isObject(value)) return {};
  const { tab, filter, group, run, zoom, hidden } = value;
  const filters = isObject(filter) ? Object.entries(filter).filter(([, values]) => areTexts(values)) : [];
  return {
    ...(isText(tab) && tabs?.includes(tab) !== false ? { tab } : {}),
    ...(filters.length > 0 ? { filter: Object.fromEntries(filters) as Record<string, string[]> } : {}),
    curves: accepted(list, "curves", value["curves"]),
    fit: accepted(list, "fit", value["fit"]),
    ...(isText(group) || group === null ? { group } : {}),
    ...(isText(run) || run === null ? { run } : {}),
    ...(zoom === null || isZoom(zoom) ? { zoom } : {}),
    ...(areTexts(hidden) ? { hidden } : {}),
  };
}

function isZoom(value: unknown): value is Zoom {
  if (!isObject(value) || !isText(value["chart"])) return false;
  return [value["x"], value["y"]].every((range) => range === undefined || isRange(range));
}

function isRange(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && value.every(Number.isFinite) && value[0] < value[1];
}

/** The fields of a section that may stand as they are. */
function accepted(list: readonly Choice[], section: Section, values: unknown): object {
  if (!isObject(values)) return {};
  const fields = list.filter((choice) => choice.section === section).flatMap(fieldsOf);
  return Object.fromEntries(
    fields.flatMap(([name, field]) => (name in values && field.accepts(values[name]) ? [[name, values[name]]] : [])),
  );
}

/**
 * The patch that a control's texts make, by the control's key (`Control.key`); or why they are not taken. A key that no choice has
 * is Wrong: the page is of another version.
 */
export function patchOf(key: string, texts: readonly string[], list: readonly Choice[] = every): ChoicesPatch | Wrong {
  if (key.startsWith("filter.")) return { filter: { [key.slice("filter.".length)]: texts } };
  const choice = list.find((one) => `${one.section}.${one.key}` === key);
  if (choice === undefined) return { wrong: `unknown choice "${key}"` };
  const fields = choice.parse(texts);
  return isWrong(fields) ? fields : { [choice.section]: fields };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
