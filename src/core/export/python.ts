import { axes, type XAxis } from "../fit/protocol/protocol";
import { parseFormula } from "../laws/formula/parse";
import { namesIn, type BinaryKind, type Tree } from "../laws/formula/tree";
import type { FitReport, StudyReport } from "./studyReport";
import { writer } from "./writer";

/**
 * A Python 3 module without dependencies: a function a law, coefficients at full precision, and LAWS with all of them by name. Inputs
 * are plain numbers in their own units. Text from logs stands in comments and quoted strings only.
 */
export const python = writer({ id: "python", help: "as a Python module: a function a law", write: pythonOf });

function pythonOf({ fits, protocol }: StudyReport): string {
  const x = axisSymbol(protocol["x"]);
  const taken = new Set<string>();
  const made = fits.map((fit) => ({ fit, title: titleOf(fit), code: functionOf(fit, x, taken) }));
  const laws = made.flatMap(({ title, code }) =>
    code.name === undefined ? [] : [`    ${quoted(title)}: ${code.name},`],
  );
  return [
    "# Scaling laws fitted by Isoflop: the loss at N parameters, D tokens, C training FLOPs.",
    `# Protocol: ${comment(JSON.stringify(protocol))}`,
    "import math",
    ...made.flatMap(({ title, code }) => ["", "", `# ${comment(title)}`, ...code.lines]),
    "",
    "",
    laws.length === 0 ? "LAWS = {}" : ["LAWS = {", ...laws, "}"].join("\n"),
    "",
  ].join("\n");
}

interface Code {
  /** Undefined where there is no function. */
  readonly name?: string;
  readonly lines: readonly string[];
}

function functionOf(fit: FitReport, x: string, taken: Set<string>): Code {
  if (fit.status !== "fitted") return { lines: [`# Not fitted: ${comment(fit.reason ?? "")}`] };
  const tree = parseFormula(fit.formula.replace(/^L = /, ""));
  const coefficients = Object.entries(fit.coefficients);
  const values = coefficients.flatMap(([id, { value }]) => (value === null ? [] : [[id, value] as const]));
  if ("message" in tree || values.length < coefficients.length)
    return { lines: [`# No function: ${comment(fit.formula)} is not written in plain arithmetic.`] };
  const names = new Map(namesIn(tree).map((name) => [name, identifier(name === "x" ? x : name)]));
  const inputs = namesIn(tree).filter((name) => !Object.hasOwn(fit.coefficients, name));
  const name = unique(`loss_${slug(Object.values(fit.group).join("_"))}`, taken);
  return {
    name,
    lines: [
      `# ${comment(fit.formula)}, ${fit.points} points, ${ranges(fit)}`,
      `def ${name}(${inputs.map((input) => names.get(input) ?? input).join(", ")}):`,
      ...values.map(([id, value]) => `    ${names.get(id) ?? identifier(id)} = ${value}`),
      `    return ${write(tree, names)}`,
    ],
  };
}

function ranges({ range }: FitReport): string {
  return `fitted on ${Object.entries(range)
    .map(([symbol, [low, high]]) => `${comment(symbol)} ${low} to ${high}`)
    .join(", ")}`;
}

const binary: Readonly<Record<Exclude<BinaryKind, "min" | "max">, string>> = {
  add: "+",
  subtract: "-",
  multiply: "*",
  divide: "/",
  power: "**",
};

function write(tree: Tree, names: ReadonlyMap<string, string>): string {
  switch (tree.kind) {
    case "number":
      return String(tree.value);
    case "name":
      return names.get(tree.name) ?? tree.name;
    case "negate":
      return `(-${write(tree.of, names)})`;
    case "call":
      return `math.${tree.fn}(${write(tree.of, names)})`;
    case "min":
    case "max":
      return `${tree.kind}(${write(tree.left, names)}, ${write(tree.right, names)})`;
    case "add":
    case "subtract":
    case "multiply":
    case "divide":
    case "power":
      return `(${write(tree.left, names)} ${binary[tree.kind]} ${write(tree.right, names)})`;
  }
}

/** Names that Python keeps for itself, or that the functions need. */
const reserved = new Set(
  (
    "False None True and as assert async await break class continue def del elif else except finally for from global if import in " +
    "is lambda nonlocal not or pass raise return try while with yield math min max"
  ).split(" "),
);

/** A formula's name as Python's: letters beyond ASCII by their code. */
function identifier(name: string): string {
  const ascii = name.replace(/[^A-Za-z0-9_]/gu, (letter) => `u${(letter.codePointAt(0) ?? 0).toString(16)}_`);
  return reserved.has(ascii) ? `${ascii}_` : ascii;
}

function axisSymbol(x: unknown): string {
  return typeof x === "string" && Object.hasOwn(axes, x) ? axes[x as XAxis].symbol : "x";
}

const titleOf = ({ group }: FitReport): string => Object.values(group).join(" ");

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");

function unique(name: string, taken: Set<string>): string {
  let found = name;
  for (let k = 2; taken.has(found); k++) found = `${name}_${k}`;
  taken.add(found);
  return found;
}

/** Text that stays in its comment: no control character, no line end. */
function comment(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ");
}

/** A string literal; JSON's escapes are Python's. */
const quoted = (text: string): string => JSON.stringify(comment(text));
