import { fitChoices } from "../../core/choices/index";
import type { Choice } from "../../core/choices/choice";
import { presetOf, presets, type Preset } from "../../core/fit/protocol/presets";
import type { Run } from "../../core/runs/run";
import type { FitChoices } from "../../core/state/choices";
import type { StudyProtocol } from "../../core/state/studyProtocol";
import { defaultChoices } from "../../core/state/choose";
import { flagsOf, readFlags as readChoiceFlags } from "./choiceFlags";
import { parseColumns } from "./columnMap";
import { UsageError } from "../errors";
import { limitsError } from "../../core/laws/limited";
import { checkLaw, lawId, limitsOf } from "./lawFlag";
import { readFlags } from "../readStudy";
import type { Flag, Flags, Values } from "./options";

/** The flags that are no choice of their own: they name a set of choices, or write a law. */
const ownFlags = {
  protocol: {
    type: "string",
    value: "PRESET",
    help: `a paper's own choices: ${presets.map(({ id }) => id).join(", ")}`,
  },
  formula: {
    type: "string",
    value: "FORMULA",
    help: "a law of your own: E + A*N^-alpha + B*D^-beta*(1 + g*mix_text)",
  },
  bound: { type: "string", multiple: true, value: "BOUND", help: "of a coefficient of the law: alpha=0..2, E>=0" },
  start: { type: "string", multiple: true, value: "NAME=VALUE", help: "where the search for a coefficient starts" },
} as const;

/** By their type only those that a command reads itself: the others are read by `readProtocol`, each by its choice. */
type ProtocolFlags = typeof ownFlags & { readonly law: Flag & { readonly type: "string"; readonly multiple: false } };

/** Flags of every command that fits laws: presets, a formula, and a flag a choice. */
export function protocolFlagsOf(list: readonly Choice[]): Flags {
  const { protocol, ...laws } = ownFlags;
  const { law, ...others } = flagsOf(list);
  return { protocol, ...(law && { law }), ...laws, ...others };
}

export const protocolFlags = protocolFlagsOf(fitChoices) as Flags & ProtocolFlags as ProtocolFlags;

/** Flags of every command that fits laws and prints them with what was asked beside: the protocol, what is read, JSON. */
export const fitFlags = {
  ...protocolFlags,
  ...readFlags,
  json: { type: "boolean", help: "as JSON, at full precision" },
} as const;

export type ProtocolValues = Values<typeof protocolFlags> & { readonly columns?: string };

/** The choices of a command line: what its flags say, else its preset, else the command, else what the study says. */
export interface AskedChoices {
  /** Settled when the runs are known: a formula's names may be theirs, and a study's own files may say how it is fitted. */
  choices(
    runs: readonly Run[],
    study?: Pick<StudyProtocol, "choices" | "preset">,
  ): { readonly fit: FitChoices; readonly preset: Preset | undefined };
}

/** Reads the flags of the protocol. Throws a UsageError for what is wrong whatever the runs hold; `choices` for what they lack. */
export function readProtocol(
  values: ProtocolValues,
  own: Partial<FitChoices> = {},
  list: readonly Choice[] = fitChoices,
): AskedChoices {
  checkLaw(values);
  const preset = presetFlag(values.protocol);
  const loss = saidLoss(values.columns);
  const flags = readChoiceFlags(values, list);
  return {
    choices(runs, study) {
      // A command that has a law of its own, and a preset, stand for all of a protocol.
      const described = preset === undefined && own.law === undefined ? study : undefined;
      const said: FitChoices = {
        ...defaultChoices.fit,
        ...described?.choices,
        ...own,
        ...preset?.choices,
        ...(loss === undefined ? {} : { metrics: [loss] }),
        ...limitsFlag(values),
        ...flags,
      };
      const chosen = withLossOf(runs, said, loss);
      checkNames(runs, chosen);
      return { fit: { ...chosen, law: lawId(values, runs) ?? chosen.law }, preset: preset ?? described?.preset };
    },
  };
}

/** Bounds and starts of a law of the list; those of a formula stand in it. */
function limitsFlag(values: ProtocolValues): Partial<FitChoices> {
  const limits = values.formula === undefined ? limitsOf(values) : "";
  const error = limitsError(limits);
  if (error !== undefined) throw new UsageError(`--bound and --start: ${error.message}`);
  return limits === "" ? {} : { limits };
}

function presetFlag(id: string | undefined): Preset | undefined {
  const found = id === undefined ? undefined : presetOf(id);
  if (id === undefined || found !== undefined) return found;
  const wide = Math.max(...presets.map((preset) => preset.id.length));
  const list = presets.map((preset) => `  ${preset.id.padEnd(wide)}  ${preset.label} (${preset.source})`);
  throw new UsageError([`there is no protocol "${id}"; there is`, ...list].join("\n"));
}

/** The column that `--columns` names as the loss: it is the one to fit. */
function saidLoss(columns: string | undefined): string | undefined {
  return columns === undefined ? undefined : parseColumns(columns).L;
}

/** The values of a long table, said to be the loss, are those of several metrics: then the loss is found by their names. */
function withLossOf(runs: readonly Run[], said: FitChoices, loss: string | undefined): FitChoices {
  const isNone = loss !== undefined && said.metrics.length === 1 && said.metrics[0] === loss;
  const known = runs.some((run) => run.metrics.some(({ key, asLogged = key }) => key === loss || asLogged === loss));
  return isNone && !known ? { ...said, metrics: defaultChoices.fit.metrics } : said;
}

/** A metric or facet that no run has is a typing error: it is refused, for it would leave nothing to fit. */
function checkNames(runs: readonly Run[], { metrics, by }: FitChoices): void {
  const keys = new Set(runs.flatMap((run) => run.metrics.map(({ key }) => key)));
  const metric = metrics.find((key) => !keys.has(key));
  if (metric !== undefined) throw new UsageError(`--metric: no run has "${metric}"; there is ${[...keys].join(", ")}`);
  const facets = new Set(runs.flatMap((run) => [...run.facets.keys()]));
  const facet = by === "auto" ? undefined : by.find((name) => !facets.has(name));
  if (facet !== undefined)
    throw new UsageError(`--by: no facet "${facet}"; there is ${[...facets, "none"].join(", ")}`);
}
