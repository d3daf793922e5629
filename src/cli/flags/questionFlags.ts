import type { Given } from "../../core/questions/parameters/given";
import type { Question } from "../../core/questions/question";
import type { AnyValues, Flag } from "./options";

/** The flags of a question that has a command of its own: one a parameter. */
export function parameterFlags({ parameters }: Question): Record<string, Flag> {
  return Object.fromEntries(
    parameters.map(({ key, many, value, help }) => [key, { type: "string", multiple: many === true, value, help }]),
  );
}

/** The flag that asks a question beside the fits; none where it has none. */
export function askFlag({ flag, parameters }: Question): Record<string, Flag> {
  if (flag === undefined) return {};
  const parameter = parameters.find(({ key }) => key === flag.parameter);
  if (parameter === undefined) return { [flag.name]: { type: "boolean", help: flag.help } };
  const { value, many } = parameter;
  return { [flag.name]: { type: "string", multiple: many === true, value, help: flag.help } };
}

/** What was given for the parameters of a question, by flags of their names. */
export function givenOf({ parameters }: Question, values: AnyValues): Given {
  return {
    values: Object.fromEntries(parameters.map(({ key }) => [key, textsOf(values[key])])),
    name: (key) => `--${key}`,
  };
}

/** The same for the flag that asks it; undefined where it is not asked. */
export function givenByFlag({ flag }: Question, values: AnyValues): Given | undefined {
  const value = flag === undefined ? undefined : values[flag.name];
  if (flag === undefined || value === undefined || value === false) return undefined;
  return {
    values: flag.parameter === undefined ? {} : { [flag.parameter]: textsOf(value) },
    name: (key) => `--${key === flag.parameter ? flag.name : key}`,
  };
}

function textsOf(value: AnyValues[string]): readonly string[] {
  return typeof value === "string" ? [value] : typeof value === "object" ? value : [];
}
