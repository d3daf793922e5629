import { choices } from "../../../src/core/choices/index";
import { wholeNumber } from "../../../src/core/choices/make";
import type { Section } from "../../../src/core/print/section";
import { choicesFrom } from "../../../src/core/state/choose";
import { shownRuns } from "../../../src/core/state/select";
import type { StudyView } from "../../../src/core/views/view";

interface TopField {
  readonly top: number;
}

/** A choice that only the tests know: how many runs are listed. */
export const top = wholeNumber<TopField>("top", {
  section: "curves",
  label: "Runs listed",
  hint: "How many runs are listed",
  default: 2,
  low: 1,
  high: 100,
  group: "main",
});

/** What is chosen at first, where that choice is one of them. */
export const choicesWithTop = choicesFrom([...choices, top]);

const topOf = (curves: object): number => (curves as TopField).top;

/** A view that only the tests know: a table of runs, as a folder of `core/views/` would say it. */
export const runTable: StudyView = {
  id: "run-table",
  label: "Runs",
  choices: [top],
  needsFit: false,
  figure: (state) => ({
    kind: "table",
    columns: [{ head: "Run" }, { head: "Parameters", align: "right" }],
    rows: shownRuns(state)
      .slice(0, topOf(state.choices.curves))
      .map(({ id, name, facts }) => ({
        id,
        cells: [name, String(facts.params?.value ?? "")],
        marked: id === state.choices.run,
      })),
  }),
  side: ({ runs }): readonly Section[] => [
    { id: "count", title: "Count", columns: [{ head: "Runs" }], rows: [[String(runs.length)]], values: [runs.length] },
  ],
  empty: () => "No run to list.",
  pick: (target) => (target.kind === "row" ? { run: target.row } : {}),
};
