import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { commands, MarkdownString, Uri, workspace, type Hover } from "vscode";
import { cliFits, inWorkspace, isoflop, leaves, study, until } from "./study";

const folder = (): string => inWorkspace("native-multimodal", "data-mix");

/** A table's cell by its row's label, as plain text. */
function cell(markdown: string, label: string): string {
  const plain = markdown.replace(/\\(.)/g, "$1");
  return (
    plain
      .split("\n")
      .find((line) => line.startsWith(`| ${label} |`))
      ?.split("|")[2]
      ?.trim() ?? ""
  );
}

/** A written number: `1.234×10²⁰`, `2.310`. */
function number(text: string): number {
  const [mantissa = "", raised = ""] = text.split("×10");
  const exponent = Array.from(raised, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(digit)).join("");
  return Number(mantissa.replaceAll(",", "")) * 10 ** Number(exponent);
}

describe("hovering runs", () => {
  before(async () => {
    await study(folder());
    await isoflop().exports.engine.call("fit", { fit: { law: "power" } });
    await until("the tree to list the runs", async () => (await leaves()).length > 0 || undefined);
  });

  it("shows the fitted values in the tree's tooltip, asked for only then", async () => {
    const { runs } = isoflop().exports;
    const leaf = (await leaves())[0];
    assert.ok(leaf);
    const item = await runs.getTreeItem(leaf);
    assert.equal(item.tooltip, undefined);
    const { tooltip } = (await runs.resolveTreeItem?.(item, leaf, { isCancellationRequested: false } as never)) ?? item;
    assert.ok(tooltip instanceof MarkdownString);
    assert.ok(tooltip.isTrusted !== true && tooltip.supportHtml !== true);
    for (const domain of ["image-caption", "interleaved", "text"])
      assert.match(cell(tooltip.value, `Fitted ${domain}`), /^\d\.\d{4}$/);
  });

  it("shows over a line of a log what the law says at that step", async () => {
    const leaf = (await leaves())[0];
    assert.ok(leaf);
    const path = leaf.item.file;
    const lines = readFileSync(path, "utf8").trimEnd().split("\n");
    const at = lines.map((line) => line.includes("eval/text/loss")).lastIndexOf(true);
    const logged = JSON.parse(lines[at] ?? "{}") as Record<string, number>;
    const document = await workspace.openTextDocument(Uri.file(path));
    const hovers = await commands.executeCommand<Hover[]>("vscode.executeHoverProvider", document.uri, {
      line: at,
      character: 3,
    });
    const text = hovers.flatMap(({ contents }) => contents.map((part) => (part as MarkdownString).value)).join("\n");
    assert.equal(number(cell(text, "CE text")), logged["eval/text/loss"]);

    const mix = path.split(/[\\/]/).at(-3);
    const law = (await cliFits(folder(), "--law", "power")).find(
      ({ group }) => group["domain"] === "text" && Object.values(group).includes(mix ?? ""),
    );
    const { a, b } = law?.coefficients ?? {};
    const fitted = (a?.value ?? NaN) * number(cell(text, "FLOPs C")) ** -(b?.value ?? NaN);
    assert.ok(
      Math.abs(number(cell(text, "Fitted text")) - fitted) < 1e-3,
      `${cell(text, "Fitted text")} for ${fitted}`,
    );
  });

  it("says nothing over files that are not studied", async () => {
    const document = await workspace.openTextDocument(Uri.file(join(inWorkspace("live", "10M"), "metrics.jsonl")));
    const hovers = await commands.executeCommand<Hover[]>("vscode.executeHoverProvider", document.uri, {
      line: 1,
      character: 3,
    });
    assert.deepEqual(hovers, []);
  });
});
