import assert from "node:assert/strict";
import { commands, Uri, workspace, type Hover } from "vscode";
import { stage } from "./launch";
import { drawn, inWorkspace, isoflop, leaves, study } from "./study";

/** Milliseconds from a click until the message that answers it is there, and until the page has painted it. */
interface Answered {
  readonly answer: number;
  readonly painted: number;
}

/** In the page: does something, and waits for its answer. */
async function answered(asked: { readonly act: "tab" | "x" | "point"; readonly value: string }): Promise<Answered> {
  const began = performance.now();
  const isAnswer = (data: unknown): boolean => {
    const { type, view } = data as {
      type?: string;
      view?: { choices: { tab: string; curves: { x: string } } };
    };
    if (asked.act === "point") return type === "point";
    const choices = type === "view" ? view?.choices : undefined;
    return (asked.act === "tab" ? choices?.tab : choices?.curves.x) === asked.value;
  };
  const answer = new Promise<number>((resolve) => {
    const receive = ({ data }: MessageEvent<unknown>): void => {
      if (!isAnswer(data)) return;
      window.removeEventListener("message", receive);
      const there = performance.now() - began;
      requestAnimationFrame(() => {
        setTimeout(() => {
          resolve(there);
        });
      });
    };
    window.addEventListener("message", receive);
  });
  if (asked.act === "tab") document.querySelector<HTMLElement>(`[id="tab-${asked.value}"]`)?.click();
  else if (asked.act === "x") {
    const boxes = [...document.querySelectorAll<HTMLSelectElement>("vscode-dropdown")];
    const box = boxes.find(({ options }) => [...options].some(({ value }) => value === "time"));
    if (box === undefined) throw new Error("no control for the x of the trends");
    box.value = asked.value;
    box.dispatchEvent(new Event("change"));
  } else {
    const canvas = document.querySelector("canvas");
    const { left = 0, top = 0, width = 0, height = 0 } = canvas?.getBoundingClientRect() ?? {};
    // Down the chart at one x, so that a line is met wherever it is.
    const clientX = left + width * Number(asked.value);
    for (let y = 0.05; y < 1; y += 0.02)
      canvas?.dispatchEvent(new PointerEvent("pointermove", { clientX, clientY: top + height * y, bubbles: true }));
  }
  const there = await answer;
  return { answer: there, painted: performance.now() - began };
}

describe("while a law is fitted that takes minutes", () => {
  const took = new Map<string, number[]>();
  const note = (what: string, milliseconds: number): void => {
    took.set(what, [...(took.get(what) ?? []), milliseconds]);
  };
  const timed = async <T>(what: string, work: () => Thenable<T>): Promise<T> => {
    const began = performance.now();
    const value = await work();
    note(what, performance.now() - began);
    return value;
  };
  const noteBoth = (what: string, { answer, painted }: Answered): void => {
    note(`${what}, answered`, answer);
    note(`${what}, painted`, painted);
  };
  const changeAndPoint = async (when: string): Promise<void> => {
    for (let round = 0; round < 5; round++) {
      noteBoth(`${when}: tab Trends`, await stage.evaluate("panel", answered, { act: "tab", value: "trends" }));
      for (const value of ["flops", "step", "tokens"])
        noteBoth(`${when}: x of the trends`, await stage.evaluate("panel", answered, { act: "x", value }));
      const value = `${0.3 + round / 10}`;
      noteBoth(`${when}: hover of a chart`, await stage.evaluate("panel", answered, { act: "point", value }));
      noteBoth(`${when}: tab Scaling`, await stage.evaluate("panel", answered, { act: "tab", value: "scaling" }));
    }
  };
  let ended = false;
  let fit: Promise<{ readonly cancelled: boolean }>;

  before(async () => {
    const { engine } = await study(inWorkspace("native-multimodal"));
    await commands.executeCommand("isoflop.showTrends");
    await engine.call("fit", { tab: "scaling" });
    await drawn("laws", ({ busy, coefficients }) => busy === undefined && coefficients.rows.length > 0);
    // The same without a fit under way: what of it is the editor's and the page's own.
    await changeAndPoint("at rest");
    fit = engine
      .call("fit", { tab: "scaling", fit: { law: "farseer", points: "all", bootstrap: 2000 } })
      .finally(() => {
        ended = true;
      });
    await drawn("a fit under way", ({ busy }) => busy?.label === "Fitting");
  });

  it("changes tabs and x, and answers at points of a chart", async () => {
    await changeAndPoint("while fitting");
    assert.equal(ended, false, "the law is still being fitted");
  });

  it("answers over a line of a log, and in the tree", async () => {
    const { runs } = isoflop().exports;
    for (const leaf of (await leaves()).slice(0, 5)) {
      const document = await workspace.openTextDocument(Uri.file(leaf.item.file));
      const at = { line: document.lineCount - 2, character: 3 };
      const hovers = await timed("while fitting: hover of a line", () =>
        commands.executeCommand<Hover[]>("vscode.executeHoverProvider", document.uri, at),
      );
      assert.ok(hovers.length > 0, leaf.item.file);
      const item = await runs.getTreeItem(leaf);
      const resolved = await timed("while fitting: hover of the tree", () =>
        Promise.resolve(runs.resolveTreeItem?.(item, leaf, { isCancellationRequested: false } as never)),
      );
      assert.ok(resolved?.tooltip !== undefined);
    }
    assert.equal(ended, false, "the law is still being fitted");
  });

  after(async () => {
    const { engine } = isoflop().exports;
    await engine.call("intent", { type: "cancelled" });
    assert.equal((await fit).cancelled, true);
    for (const [what, all] of took) {
      const sorted = [...all].sort((a, b) => a - b);
      const [median, most] = [sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
      console.log(
        `│   ${what}: median ${median?.toFixed(0) ?? ""} ms, longest ${most?.toFixed(0) ?? ""} ms of ${all.length}`,
      );
    }
    const patch = { tab: "trends", fit: { law: "power", points: "frontier", bootstrap: 400 } } as const;
    await engine.call("intent", { type: "chose", patch });
  });
});
