/** Reads a log in chunks, cuts them into lines and parses each; says how many had a loss. */
import { createReadStream } from "node:fs";
import { argv } from "node:process";

let rows = 0;
let tail = "";
const take = (line: string): void => {
  if (typeof (JSON.parse(line) as Readonly<Record<string, unknown>>)["train/loss"] === "number") rows++;
};
for await (const chunk of createReadStream(argv[2] ?? "", { encoding: "utf8", highWaterMark: 1 << 20 })) {
  const lines = (tail + String(chunk)).split("\n");
  tail = lines.pop() ?? "";
  lines.forEach(take);
}
if (tail !== "") take(tail);
console.log(rows);
