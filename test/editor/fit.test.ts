import assert from "node:assert/strict";
import { commands } from "vscode";
import { chartsOf } from "../../src/core/views/figure";
import { stage } from "./launch";
import { cliFits, drawn, inWorkspace, isoflop, study, until, type CliFit } from "./study";

const folder = (): string => inWorkspace("native-multimodal", "data-mix");

/** The number that a coefficient's text says, and half a unit of its last digit. */
function printed(text: string): { readonly value: number; readonly slack: number } {
  const plain = text.replace("−", "-");
  const decimals = plain.split(".")[1]?.length ?? 0;
  return { value: Number(plain), slack: 0.5000001 * 10 ** -decimals };
}

const quickPick = (wanted: string): Promise<true> =>
  until(`a quick pick with "${wanted}"`, async () => {
    const text = await stage.evaluate(
      "workbench",
      () => {
        const widget = document.querySelector<HTMLElement>(".quick-input-widget");
        return widget === null || widget.style.display === "none" ? "" : widget.innerText;
      },
      null,
    );
    return text.includes(wanted) || undefined;
  });

describe("Fit Scaling Law", () => {
  let cli: readonly CliFit[] = [];
  before(async () => {
    await study(folder());
    cli = await cliFits(folder());
    assert.equal(cli.filter(({ status }) => status === "fitted").length, 12, "the command line fits twelve laws");
  });

  it("asks nothing, fits every mix and domain, and draws them", async () => {
    await stage.palette("Isoflop: Fit Scaling Law");
    const view = await drawn(
      "twelve laws",
      ({ choices, coefficients, busy }) =>
        busy === undefined && choices.tab === "scaling" && coefficients.rows.length === 12,
    );
    assert.ok(view.coefficients.rows.every((row) => row.fitted));
    assert.equal(chartsOf(view.figure).length, 12);
    for (const { lines, equation } of chartsOf(view.figure)) {
      assert.ok(lines.some((line) => line.role === "law" && line.x.length > 1));
      assert.match(equation?.plain ?? "", /^L = [\d.]+( \+ |·C\^−0\.\d+)/);
      assert.match(equation?.note ?? "", /held-out error/);
    }
  });

  it("lists in the side panel what the command line prints", async () => {
    const view = await drawn("twelve laws", ({ coefficients }) => coefficients.rows.length === 12);
    const shown = await stage.evaluate("panel", () => document.body.innerText, null);
    for (const { group, coefficients } of cli) {
      const row = view.coefficients.rows.find(({ title, subtitle }) =>
        [group["mix"] ?? group["folder 1"], group["domain"]].every((part) =>
          `${title} ${subtitle}`.includes(part ?? "?"),
        ),
      );
      assert.ok(row, `a row for ${JSON.stringify(group)}`);
      assert.deepEqual(row.coefficients.map(({ id }) => id).sort(), Object.keys(coefficients).sort());
      for (const { id, text } of row.coefficients) {
        const { value, slack } = printed(text);
        const exact = coefficients[id]?.value ?? NaN;
        assert.ok(Math.abs(value - exact) <= slack, `${id} of ${row.title} ${row.subtitle}: ${text} for ${exact}`);
        assert.ok(shown.includes(text), `"${text}" stands in the side panel`);
      }
    }
  });

  it("offers the choices of the fit when it is asked for again", async () => {
    const done = commands.executeCommand("isoflop.fitScalingLaw");
    await quickPick("Fit now");
    for (const label of ["Law", "Metrics", "Against", "N counts", "Points"]) await quickPick(label);
    await stage.type("Law");
    await stage.press("Enter");
    await quickPick("current");
    await stage.type("floor");
    await stage.press("Enter");
    await quickPick("Fit now");
    await stage.press("Enter");
    await done;
    const view = await drawn("laws with a floor", ({ choices }) => choices.fit.law === "power-floor");
    assert.equal(view.coefficients.rows.length, 12);
  });

  it("can be cancelled when it takes long", async () => {
    // On Trends first: a study that is opened on Scaling is fitted by itself.
    const patch = { tab: "trends", fit: { law: "power-floor", bootstrap: 100_000 } } as const;
    await isoflop().exports.engine.call("intent", { type: "chose", patch });
    await study(folder());
    await drawn("the trends", ({ choices }) => choices.tab === "trends" && choices.fit.bootstrap === 100_000);
    const done = commands.executeCommand("isoflop.fitScalingLaw");
    await stage.click("panel", "vscode-button:has-text('Cancel')");
    await done;
    const view = await drawn("rest", ({ busy, choices }) => busy === undefined && choices.tab === "scaling");
    assert.deepEqual(view.coefficients.rows, []);
  });

  after(async () => {
    const patch = { tab: "trends", fit: { law: "power", bootstrap: 400 } } as const;
    await isoflop().exports.engine.call("intent", { type: "chose", patch });
    await study(folder());
  });
});
