import { fieldsOf, type Choice, type Section } from "./choice";

/**
 * A JSON Schema (draft 7) of the values of a section: a property a field, none of them required. What a schema cannot say (whether a
 * formula can be read) is left to `Field.accepts`.
 */
export function choicesSchema(list: readonly Choice[], section: Section = "fit"): Readonly<Record<string, unknown>> {
  const properties = list
    .filter((choice) => choice.section === section)
    .flatMap((choice) =>
      fieldsOf(choice).map(([name, { schema, default: standard }]) => [
        name,
        { ...schema, description: `${choice.hint}.`, default: standard },
      ]),
    );
  return { type: "object", additionalProperties: false, properties: Object.fromEntries(properties) as object };
}
