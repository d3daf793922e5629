/** As much of JSON Schema as `media/isoflop.schema.json` and `docs/choices.schema.json` use; a keyword beyond that fails the test. */
export type Schema = Readonly<Record<string, unknown>>;

const annotations = new Set(
  "$schema title description definitions examples default defaultSnippets enumDescriptions".split(" "),
);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function typeOf(value: unknown): string {
  return value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
}

/** Whether a value is as the schema says. */
export function holds(schema: Schema, value: unknown, root: Schema = schema): boolean {
  return Object.entries(schema).every(([keyword, rule]) => keeps(schema, keyword, rule, value, root));
}

function keeps(schema: Schema, keyword: string, rule: unknown, value: unknown, root: Schema): boolean {
  const inner = (other: unknown, v: unknown) => holds(other as Schema, v, root);
  switch (keyword) {
    case "$ref":
      return inner(resolve(String(rule), root), value);
    case "type":
      return rule === "integer" ? Number.isInteger(value) : typeOf(value) === rule;
    case "enum":
      return (rule as readonly unknown[]).includes(value);
    case "anyOf":
      return (rule as readonly unknown[]).some((one) => inner(one, value));
    case "not":
      return !inner(rule, value);
    case "minimum":
      return typeof value !== "number" || value >= Number(rule);
    case "maximum":
      return typeof value !== "number" || value <= Number(rule);
    case "maxLength":
      return typeof value !== "string" || value.length <= Number(rule);
    case "minLength":
      return typeof value !== "string" || value.length >= Number(rule);
    case "pattern":
      return typeof value !== "string" || new RegExp(String(rule)).test(value);
    case "exclusiveMinimum":
      return typeof value !== "number" || value > Number(rule);
    case "items":
      return !Array.isArray(value) || value.every((item) => inner(rule, item));
    case "required":
      return !isRecord(value) || (rule as readonly string[]).every((key) => Object.hasOwn(value, key));
    case "properties":
      return !isRecord(value) || Object.entries(rule as Schema).every(([k, s]) => !(k in value) || inner(s, value[k]));
    case "additionalProperties": {
      const known = new Set(Object.keys(schema["properties"] ?? {}));
      if (!isRecord(value)) return true;
      return Object.entries(value).every(([k, v]) => known.has(k) || (rule !== false && inner(rule, v)));
    }
    default:
      if (annotations.has(keyword)) return true;
      throw new Error(`the test knows no keyword ${keyword}`);
  }
}

/** What a `$ref` of the schema means. */
export function resolve(ref: string, root: Schema): Schema {
  const name = ref.slice("#/definitions/".length);
  const found = (root["definitions"] as Readonly<Record<string, Schema>>)[name];
  if (found === undefined) throw new Error(`no definition ${ref}`);
  return found;
}
