import { laws as known } from "../../core/laws/index";
import type { Command } from "../command";
import { UsageError } from "../errors";
import { readOptions } from "../flags/options";
import { inkOf, print, printJson } from "../print/printer";
import { table } from "../print/table";

const flags = { json: { type: "boolean", help: "as JSON" } } as const;

/** A law's formula template as it is read: `L = a·x^(−b)`. */
function written(formula: string): string {
  return formula.replaceAll("{", "").replaceAll("}", "");
}

export const laws: Command = {
  id: "laws",
  usage: "[--json]",
  summary: "the scaling laws that can be fitted",
  flags,
  run(args, io) {
    const { values, positionals } = readOptions(args, flags);
    if (positionals.length > 0) throw new UsageError("laws takes no path");
    if (values.json === true) {
      const list = known.map(({ id, label, formula, inputs, params }) => {
        const parameters = params.map(({ id: name, symbol, meaning }) => ({ id: name, symbol, meaning }));
        return { id, label, formula: written(formula), inputs, params: parameters };
      });
      printJson(io, { laws: list });
      return 0;
    }
    const rows = known.map(({ id, label, formula, params }) => {
      const meanings = params.map(({ symbol, meaning }) => `${symbol}: ${meaning}`).join("; ");
      return [id, label, written(formula), meanings];
    });
    const columns = ["law", "name", "form", "coefficients"].map((head) => ({ head }));
    print(io, table(columns, rows, inkOf(io)));
    return 0;
  },
};
