import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { commands, extensions, Uri, workspace, type Extension } from "vscode";
import type { PanelView } from "../../src/core/views/views";
import type { IsoflopApi } from "../../src/host/api";
import type { RunLeaf, RunNode } from "../../src/host/tree/runNodes";

/** The extension under test. */
export function isoflop(): Extension<IsoflopApi> {
  const extension = extensions.getExtension<IsoflopApi>("isoflop.isoflop");
  assert.ok(extension, "the extension is installed");
  return extension;
}

/** Asks again and again until the answer is one. Fails after `limit` ms, saying what was waited for. */
export async function until<T>(
  what: string,
  probe: () => T | undefined | Promise<T | undefined>,
  limit = 20_000,
): Promise<T> {
  const end = Date.now() + limit;
  for (;;) {
    const answer = await probe();
    if (answer !== undefined) return answer;
    assert.ok(Date.now() < end, `waited ${limit} ms for ${what}`);
    await pause(50);
  }
}

/** The path of something in the opened folder. */
export function inWorkspace(...pieces: string[]): string {
  const folder = workspace.workspaceFolders?.[0]?.uri.fsPath;
  assert.ok(folder, "a folder is open");
  return join(folder, ...pieces);
}

/** Studies that folder; resolves when it is read. */
export async function study(folder: string): Promise<IsoflopApi> {
  await commands.executeCommand("isoflop.openRuns", Uri.file(folder));
  return isoflop().exports;
}

async function children(node?: RunNode): Promise<readonly RunNode[]> {
  return (await isoflop().exports.runs.getChildren(node)) ?? [];
}

/** Every run in the tree, in its order. */
export async function leaves(): Promise<RunLeaf[]> {
  const all: RunLeaf[] = [];
  for (const node of await children())
    for (const leaf of node.kind === "group" ? await children(node) : [node]) if (leaf.kind === "run") all.push(leaf);
  return all;
}

/** The view on the screen once it is one that was waited for: sent, and drawn by the page. */
export async function drawn(what: string, wanted: (view: PanelView) => boolean): Promise<PanelView> {
  const { panel } = isoflop().exports;
  return until(what, () => {
    const { view, drew } = panel;
    return view !== undefined && drew?.revision === view.revision && wanted(view) ? view : undefined;
  });
}

/** One fit as `isoflop fit --json` prints it. */
export interface CliFit {
  readonly group: Readonly<Record<string, string>>;
  readonly status: string;
  readonly coefficients: Readonly<Record<string, { readonly value: number }>>;
}

/** What the command line says of the same folder. */
export async function cliFits(folder: string, ...flags: string[]): Promise<readonly CliFit[]> {
  const cli = join(isoflop().extensionPath, "dist", "cli.js");
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: "1" };
  const run = promisify(execFile)(process.execPath, [cli, "fit", folder, "--json", ...flags], { env });
  return (JSON.parse((await run).stdout) as { fits: readonly CliFit[] }).fits;
}
