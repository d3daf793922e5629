import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { atEnd } from "./closing.mjs";

/** @param {string} purpose @returns {string} an empty folder that is removed when the script ends */
export function temporary(purpose) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), `isoflop-${purpose}-`)));
  atEnd(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}
