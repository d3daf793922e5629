import { readFileSync } from "node:fs";
import { run } from "./command";

const mark = "<!-- findings -->";

/** The README of an example with what `observe` says of it between its marks. */
export async function withFindings(example: string): Promise<string> {
  const [before, , after] = readFileSync(`${example}/README.md`, "utf8").split(mark);
  if (before === undefined || after === undefined) throw new Error(`no ${mark} twice in the README of ${example}`);
  const [, said = ""] = (await run(`isoflop observe ${example} --markdown`)).split("## Observations");
  return `${before}${mark}\n\n${said.trim()}\n\n${mark}${after}`;
}
