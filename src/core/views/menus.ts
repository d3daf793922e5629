import type { Choice } from "../choices/choice";
import { fitChoices, trendsChoices } from "../choices/index";
import { filterControlsOf } from "../choices/control";
import { offerOf } from "../state/offer";
import type { State } from "../state/state";
import type { Menus, Option } from "./views";

/** What every control can offer for this study. The fixed lists are the whole list; the others hold what the runs have. */
export function menusOf(state: State): Menus {
  const offer = offerOf(state.runs);
  const menu = (list: readonly Choice[], key: string): readonly Option[] =>
    list.find((choice) => choice.key === key)?.options?.(offer) ?? [];
  const fit = (key: string): readonly Option[] => menu(fitChoices, key);
  const trends = (key: string): readonly Option[] => menu(trendsChoices, key);
  return {
    x: trends("x"),
    colorBy: trends("colorBy"),
    role: trends("role"),
    filters: filterControlsOf(state.choices, offer).flatMap((control) =>
      control.kind === "many" ? [{ facet: control.label, label: control.label, values: control.options }] : [],
    ),
    laws: fit("law"),
    metrics: fit("metrics"),
    fitX: fit("x"),
    countN: fit("countN"),
    countC: fit("countC"),
    points: fit("points"),
    frontier: fit("frontier"),
    spacing: fit("spacing"),
    warmupUnit: [],
    rates: fit("rates"),
    seeds: fit("seeds"),
    intervals: fit("interval"),
    objectives: fit("objective"),
    by: fit("by"),
  };
}
