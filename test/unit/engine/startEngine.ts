import { createEngine, type Engine } from "../../../src/engine/engine";
import { createLocalFitRunner, type FitRunner } from "../../../src/engine/fitRunner";
import type { PanelView, RunListView } from "../../../src/core/views/views";
import type { Push } from "../../../src/protocol/jobs";
import { FakeClock } from "../fakeClock";
import { MemorySource } from "./memorySource";

const settings = { runPattern: "", exclude: [], pollSeconds: 0 };
const sizes = [1e8, 4e8, 16e8];

/** A log of one size whose losses fall as 30·C^−0.05 with a bowl round its best C; `rows` of its 40 rows. */
export function sizedLog(params: number, rows = 40): string {
  return Array.from({ length: rows }, (_, i) => {
    const tokens = params * 10 ** (i / 20 + 0.3);
    const C = 6 * params * tokens;
    const loss = 30 * C ** -0.05 * (1 + 0.01 * Math.log(C / (6 * 20 * params * params)) ** 2);
    return `${JSON.stringify({ step: i + 1, tokens, "eval/text/loss": loss })}\n`;
  }).join("");
}

/** Two mixes of three sizes each. */
export function makeSource(): MemorySource {
  const source = new MemorySource();
  for (const mix of ["a-mix", "b-mix"])
    for (const params of sizes) {
      source.write(`/study/${mix}/${params / 1e9}B/metrics.jsonl`, sizedLog(params));
      source.write(`/study/${mix}/${params / 1e9}B/config.json`, JSON.stringify({ n_params: params, mix }));
    }
  return source;
}

export interface Started {
  readonly engine: Engine;
  readonly clock: FakeClock;
  readonly pushes: readonly Push[];
  readonly views: () => PanelView[];
}

/** An engine with a page that draws what it gets, or does not. */
export async function startEngine(
  source = makeSource(),
  draws = true,
  fits: FitRunner = createLocalFitRunner(),
): Promise<Started> {
  const clock = new FakeClock();
  const pushes: Push[] = [];
  const engine = createEngine({
    source,
    push: (push) => {
      pushes.push(push);
      if (draws && push.type === "page" && push.message.type === "view") {
        const { revision } = push.message.view;
        setImmediate(() => {
          engine.handle("intent", { type: "drew", revision, charts: 1, points: 1 }).catch(console.error);
        });
      }
    },
    fits,
    clock,
  });
  await engine.handle("open", { roots: [{ path: "/study", name: "study" }], settings });
  const views = (): PanelView[] =>
    pushes.flatMap((push) => (push.type === "page" && push.message.type === "view" ? [push.message.view] : []));
  return { engine, clock, pushes, views };
}

/** The newest list that was pushed. */
export function listed(pushes: readonly Push[]): RunListView | undefined {
  return pushes.flatMap((push) => (push.type === "list" ? [push.list] : [])).at(-1);
}
