import { env } from "node:process";

/** Where a phase's counts go, and whether another phase follows after a reload of the window. */
interface Finished {
  readonly more: boolean;
}

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** The study panel's own document, or the workbench around it. */
export type Place = "panel" | "workbench";

interface Answer {
  readonly value?: unknown;
  readonly error?: string;
}

/** Asks the launcher, which stands outside and holds the window. Rejects with its words when it cannot. */
async function ask(name: string, arg: object = {}): Promise<unknown> {
  const stage = env["ISOFLOP_STAGE"];
  if (stage === undefined) throw new Error("ISOFLOP_STAGE is not set: the suite runs by `npm run test:editor`");
  const response = await fetch(`${stage}${name}`, { method: "POST", body: JSON.stringify(arg) });
  const { value, error } = (await response.json()) as Answer;
  if (error !== undefined) throw new Error(`${name}: ${error}`);
  return value;
}

/**
 * What a person sees and does, for tests that run in the extension host and cannot see the window from there.
 * Every call waits up to 15 s for what it names to be there.
 */
export const stage = {
  /** The phase of the run: `first`, then `reloaded` in the same profile after the window was loaded anew. */
  phase: async (): Promise<string> => String(await ask("phase")),

  finished: async (counts: Counts): Promise<Finished> => (await ask("finished", counts)) as Finished,

  /** Runs a function in the page; it sees nothing of the test's but `value`, and what it returns must be plain data. */
  evaluate: async <A, R>(place: Place, script: (value: A) => R | Promise<R>, value: A): Promise<R> =>
    (await ask("evaluate", { place, script: String(script), value })) as R,

  click: (place: Place, selector: string): Promise<unknown> => ask("click", { place, selector }),

  /** Moves the mouse over an element, at a position inside it (CSS pixels from its corner) or its middle. */
  hover: (place: Place, selector: string, position?: { readonly x: number; readonly y: number }): Promise<unknown> =>
    ask("hover", { place, selector, position }),

  /** A key or chord in Playwright's names, e.g. `Control+Shift+P`. */
  press: (key: string): Promise<unknown> => ask("press", { key }),

  type: (text: string): Promise<unknown> => ask("type", { text }),

  /** Runs a command by its title from the palette, as a person would. */
  palette: (title: string): Promise<unknown> => ask("palette", { title }),

  /** A picture of the window, among what the run leaves behind. Returns its path. */
  screenshot: async (name: string): Promise<string> => String(await ask("screenshot", { name })),
};
