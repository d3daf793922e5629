import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { atEnd } from "./closing.mjs";
import { panelFrame, runFromPalette } from "./person.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */
/** @typedef {{ url: string, close: () => void, counts: Map<string, Counts>, pictures: string[] }} Stage */

const patience = 15_000;

/** @param {unknown} value @param {string} name @returns {string} */
function text(value, name) {
  if (typeof value !== "string") throw new TypeError(`${name} is not a text`);
  return value;
}

/** @param {unknown} place @param {Page} page */
const surface = (place, page) => (place === "panel" ? panelFrame(page, undefined, patience) : page);

/**
 * What a test, which lives in the extension host, cannot do from there: see and touch the window.
 *
 * @type {Readonly<Record<string, (page: Page, arg: Record<string, unknown>, folder: string) => Promise<unknown>>>}
 */
const acts = {
  evaluate: async (page, { place, script, value }) =>
    (await surface(place, page)).evaluate(`(${text(script, "script")})(${JSON.stringify(value ?? null)})`),
  click: async (page, { place, selector }) =>
    (await surface(place, page)).locator(text(selector, "selector")).first().click({ timeout: patience }),
  hover: async (page, { place, selector, position }) => {
    const at = /** @type {{ x: number, y: number } | undefined} */ (position);
    const found = (await surface(place, page)).locator(text(selector, "selector")).first();
    await found.hover({ timeout: patience, ...(at === undefined ? {} : { position: at }) });
  },
  press: (page, { key }) => page.keyboard.press(text(key, "key")),
  type: (page, { text: typed }) => page.keyboard.type(text(typed, "text")),
  palette: (page, { title }) => runFromPalette(page, text(title, "title")),
  screenshot: async (page, { name }, folder) => {
    const path = join(folder, `${text(name, "name").replace(/[^\w-]+/g, "-")}.png`);
    await page.screenshot({ path });
    return path;
  },
};

/** @param {import("node:http").IncomingMessage} request @returns {Promise<Record<string, unknown>>} */
async function body(request) {
  let said = "";
  for await (const piece of request) said += String(piece);
  const value = /** @type {unknown} */ (JSON.parse(said || "{}"));
  if (typeof value !== "object" || value === null) throw new TypeError("not an object");
  return { ...value };
}

/** @param {Record<string, unknown>} said @returns {Counts} */
function readCounts({ passed, failed, skipped }) {
  if (![passed, failed, skipped].every(Number.isInteger)) throw new TypeError("counts are not numbers");
  return { passed: Number(passed), failed: Number(failed), skipped: Number(skipped) };
}

/**
 * Answers the suite's calls, each a POST of JSON to `url`/name, with `{ value }` or `{ error }`. Tests come to it by
 * `ISOFLOP_STAGE`; `test/editor/launch.ts` is its other end.
 *
 * @param {{ page: () => Promise<Page>, phases: readonly string[], folder: string }} options `folder` gets the pictures
 * @returns {Promise<Stage>}
 */
export async function openStage({ page, phases, folder }) {
  mkdirSync(folder, { recursive: true });
  /** @type {Map<string, Counts>} */
  const counts = new Map();
  /** @type {string[]} */
  const pictures = [];
  const phase = () => phases[counts.size] ?? "over";

  /** @param {string} name @param {Record<string, unknown>} arg */
  async function answer(name, arg) {
    if (name === "phase") return phase();
    if (name === "finished") {
      counts.set(phase(), readCounts(arg));
      return { more: counts.size < phases.length };
    }
    const act = acts[name];
    if (act === undefined) throw new Error(`the stage has no "${name}"`);
    const value = (await act(await page(), arg, folder)) ?? null;
    if (name === "screenshot") pictures.push(String(value));
    return value;
  }

  const secret = `/${randomUUID()}/`;
  const server = createServer((request, response) => {
    const name = request.url?.startsWith(secret) === true ? request.url.slice(secret.length) : "";
    body(request)
      .then((arg) => answer(name, arg))
      .then((value) => ({ value }))
      .catch((error) => ({ error: error instanceof Error ? error.message : String(error) }))
      .then((reply) => response.end(JSON.stringify(reply)))
      .catch(console.error);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", () => done(undefined)));
  const bound = server.address();
  const port = typeof bound === "object" && bound !== null ? bound.port : 0;
  return { url: `http://127.0.0.1:${port}${secret}`, close: atEnd(() => server.close()), counts, pictures };
}
