/** The steps of a screenshot, in the order they stand on the command line. */
import { setTimeout as pause } from "node:timers/promises";
import { panelFrame, runFromPalette, untilStill } from "./person.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {{ name: string, value: string }} Step */

/** `selector`, or `selector@x,y` for a place inside it. @param {string} text */
function target(text) {
  const at = /@(-?[\d.]+),(-?[\d.]+)$/.exec(text);
  if (at === null) return { selector: text, options: {} };
  return { selector: text.slice(0, at.index), options: { position: { x: Number(at[1]), y: Number(at[2]) } } };
}

/** @type {Readonly<Record<string, (page: Page, value: string) => Promise<unknown>>>} */
export const steps = {
  command: runFromPalette,
  click: async (page, value) => {
    const { selector, options } = target(value);
    await (await panelFrame(page)).locator(selector).first().click(options);
  },
  hover: async (page, value) => {
    const { selector, options } = target(value);
    await (await panelFrame(page)).locator(selector).first().hover(options);
  },
  double: async (page, value) => {
    const { selector, options } = target(value);
    await (await panelFrame(page)).locator(selector).first().dblclick(options);
  },
  "alt-click": async (page, value) => {
    const { selector, options } = target(value);
    await (
      await panelFrame(page)
    )
      .locator(selector)
      .first()
      .click({ ...options, modifiers: ["Alt"] });
  },
  drag: async (page, value) => {
    const [start = "", end = ""] = value.split("=>");
    const { selector, options } = target(start);
    const box = await (await panelFrame(page)).locator(selector).first().boundingBox();
    const [x = 0, y = 0] = end.split(",").map(Number);
    if (box === null || options.position === undefined) throw new Error("nothing to drag from");
    await page.mouse.move(box.x + options.position.x, box.y + options.position.y);
    await page.mouse.down();
    await page.mouse.move(box.x + x, box.y + y, { steps: 5 });
    await page.mouse.up();
  },
  select: async (page, value) => {
    const [selector = "", label = ""] = value.split("=>");
    await (await panelFrame(page)).locator(selector).first().selectOption({ label });
  },
  "click-workbench": (page, value) => {
    const { selector, options } = target(value);
    return page.locator(selector).first().click(options);
  },
  "hover-workbench": (page, value) => {
    const { selector, options } = target(value);
    return page.locator(selector).first().hover(options);
  },
  press: (page, value) => page.keyboard.press(value),
  type: (page, value) => page.keyboard.type(value),
  wait: (_, value) => pause(Number(value)),
  text: async (page, value) => {
    for (const text of await (await panelFrame(page)).locator(value).allInnerTexts()) console.log(text);
  },
  html: async (page, value) => {
    console.log(await (await panelFrame(page)).locator(value).first().innerHTML());
  },
  shot: async (page, value) => {
    await untilStill(page);
    await page.screenshot({ path: value });
    console.log(value);
  },
};

/** @param {Page} page @param {readonly Step[]} wanted */
export async function perform(page, wanted) {
  for (const { name, value } of wanted) {
    const step = steps[name];
    if (step === undefined) throw new Error(`no step is called ${name}`);
    try {
      await step(page, value);
    } catch (error) {
      throw new Error(`--${name} ${value}: ${error instanceof Error ? error.message : String(error)}`);
    }
    await untilStill(page, 10_000);
  }
}
