import { fieldsOf, isWrong, type Choice } from "../choices/choice";
import { fitChoices, type FitChoices } from "../choices/index";
import { presetOf, presets, type Preset } from "../fit/protocol/presets";
import type { StudyFile } from "../runs/described/studyFile";
import type { Problem } from "../runs/problem";
import type { Run } from "../runs/run";

/** How laws are to be fitted, as the `isoflop.json` of a study says. */
export interface StudyProtocol {
  /** Laid over the usual choices. */
  readonly choices: Partial<FitChoices>;
  /** Whose protocol it is, where one is named. */
  readonly preset?: Preset;
  /** What is wrong, with its line; the rest holds. */
  readonly problems: readonly Problem[];
}

/**
 * What the study's files say of how to fit: of those that hold for all runs the nearest wins, choice by choice. A preset counts as the
 * choices that it makes, and those beside it go before it.
 */
export function studyProtocol(files: readonly StudyFile[], runs: readonly Run[]): StudyProtocol {
  const problems: Problem[] = [];
  const holding = files
    .filter(({ protocol }) => protocol !== undefined)
    .filter((file) => {
      if (runs.every(({ folder }) => isWithin(folder, file.folder))) return true;
      problems.push(problemAt(file, [], "not used: there are runs outside this folder, and a study has one protocol"));
      return false;
    })
    .sort((a, b) => a.folder.length - b.folder.length);
  const read = holding.map((file) => protocolIn(file, problems));
  const preset = read.reduce<Preset | undefined>((nearest, one) => one.preset ?? nearest, undefined);
  return {
    choices: Object.assign({}, ...read.map(({ choices }) => choices)) as Partial<FitChoices>,
    ...(preset === undefined ? {} : { preset }),
    problems,
  };
}

const isWithin = (folder: string, outer: string): boolean =>
  outer === "" || folder === outer || folder.startsWith(`${outer}/`);

function problemAt(file: StudyFile, keys: readonly string[], message: string): Problem {
  const line = file.lineOf("protocol", ...keys);
  return { file: file.path, ...(line === undefined ? {} : { line }), message: `protocol: ${message}` };
}

/** Its own fields, by their names. */
const known = new Map(
  fitChoices.flatMap((choice: Choice) => fieldsOf(choice).map(([name]) => [name, choice] as const)),
);

function protocolIn(file: StudyFile, problems: Problem[]): Omit<StudyProtocol, "problems"> {
  const { protocol = {} } = file;
  const { preset: id, ...said } =
    typeof protocol === "string" ? { preset: protocol } : { preset: undefined, ...protocol };
  const preset = typeof id === "string" ? presetOf(id) : undefined;
  if (id !== undefined && preset === undefined)
    problems.push(
      problemAt(
        file,
        typeof protocol === "string" ? [] : ["preset"],
        `there is no preset ${JSON.stringify(id)}; there is ${presets.map((one) => one.id).join(", ")}`,
      ),
    );
  const own = Object.entries(said).filter(([name, value]) => {
    const wrong = whatIsWrong(name, value);
    if (wrong !== undefined) problems.push(problemAt(file, [name], wrong));
    return wrong === undefined;
  });
  return {
    choices: { ...preset?.choices, ...(Object.fromEntries(own) as Partial<FitChoices>) },
    ...(preset === undefined ? {} : { preset }),
  };
}

/** Why a value may not stand in a field of the choices; undefined where it may. */
function whatIsWrong(name: string, value: unknown): string | undefined {
  const choice = known.get(name);
  if (choice === undefined) return `unknown choice "${name}"; known here: preset, ${[...known.keys()].join(", ")}`;
  const field = fieldsOf(choice).find(([own]) => own === name)?.[1];
  if (field?.accepts(value) === true) return undefined;
  const read = typeof value === "string" || typeof value === "number" ? choice.parse([String(value)]) : {};
  return `${name}: ${isWrong(read) ? read.wrong : `${JSON.stringify(value)} is not a value of this choice`}`;
}
