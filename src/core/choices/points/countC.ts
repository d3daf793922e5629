import { expressionError } from "../../fit/protocol/expression";
import type { Neighbour, Wrong } from "../choice";
import { option, written } from "../make";

export interface CountCField {
  /** Which FLOPs C counts: "auto", "logged", "6ND", or a formula in N, D, step and numbers of the runs' settings. */
  readonly countC: string;
}

const options = [
  option("auto", "Logged, else 6·N·D", "What a run logged; where it logged none, 6·N·D."),
  option("logged", "Logged", "Only what was logged or set; runs without it are left out."),
  option("6ND", "6·N·D", "For every run, whatever it logged."),
] as const;

export const countC = written<CountCField>("countC", {
  section: "fit",
  label: "C counts",
  hint: "Which FLOPs C counts, or a formula for them",
  default: "auto",
  control: { kind: "one" },
  options: () => options,
  check: flopsError,
  group: "protocol",
  line: "counts",
  describe: ({ countC: text }: CountCField) =>
    text === "auto" ? undefined : { label: "C", text: described[text] ?? text },
  short: ({ countC: text }: CountCField) => (text === "auto" ? "" : `C ${text}`),
  neighbours: ({ countC: now }: CountCField) => (now === "auto" ? [] : others(now)),
  flag: { name: "count-c", value: "auto|logged|6ND|FORMULA", examples: ["6*N*D + 12*n_layer*d_model*D"] },
});

/** "set" and "mixed" are only ever answers. */
const described: Readonly<Record<string, string>> = {
  logged: "as logged",
  set: "as set in isoflop.json",
  "6ND": "6·N·D",
  mixed: "logged in some runs, 6·N·D in others",
};

function flopsError(text: string): Wrong | undefined {
  const error = options.some(({ value }) => value === text) ? undefined : expressionError(text);
  return error && { wrong: error.message, at: error.at };
}

function others(now: string): Neighbour[] {
  const changes = { logged: "C as logged", "6ND": "C = 6·N·D" } as const;
  return (["logged", "6ND"] as const)
    .filter((one) => one !== now)
    .map((one) => ({ change: changes[one], choices: { countC: one }, rereads: true }));
}
