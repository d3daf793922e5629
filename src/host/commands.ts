import { commands, Disposable, l10n, Uri, window, type LogOutputChannel } from "vscode";
import type { ChoicesPatch } from "../core/state/choices";
import type { Jobs } from "../protocol/jobs";
import type { EngineClient } from "../worker/client";
import { describeRuns } from "./describe";
import { copy, openFile } from "./effects";
import { fitScalingLaw } from "./fit";
import type { StudyPanel } from "./panel";
import { ensureRead } from "./ensureRead";
import type { RunNode } from "./tree/runNodes";
import type { Session } from "./session";

/** What commands work with. */
export interface Services {
  readonly engine: EngineClient;
  readonly session: Session;
  readonly panel: StudyPanel;
  readonly log: LogOutputChannel;
}

/** Registers every command. One that fails shows an error message; none fails silently. */
export function registerCommands(services: Services): Disposable {
  const { engine, session, panel, log } = services;
  const does: Readonly<Record<string, (...args: unknown[]) => unknown>> = {
    "isoflop.fitScalingLaw": () => fitScalingLaw(engine, session, panel),
    "isoflop.showTrends": () => show(services, { tab: "trends" }),
    "isoflop.openRuns": (folder, folders) => openRuns(session, folder, folders),
    "isoflop.openWorkspace": () => session.choose([]),
    "isoflop.refresh": () => {
      engine.revive();
      return session.restart();
    },
    "isoflop.revealRun": (what) => show(services, { run: runOf(what) ?? null }, true),
    "isoflop.openLog": (what) => openLog(what),
    "isoflop.describeRuns": (what) => describeRuns(engine, session, runOf(what)),
    "isoflop.copyCoefficients": () => copyCoefficients(engine, session),
    "isoflop.showLog": () => {
      log.show();
    },
  };
  const registered = Object.entries(does).map(([name, run]) =>
    commands.registerCommand(name, async (...args: unknown[]) => {
      try {
        await run(...args);
      } catch (error) {
        log.error(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
        window
          .showErrorMessage(error instanceof Error ? error.message : String(error))
          .then(undefined, () => undefined);
      }
    }),
  );
  return Disposable.from(...registered);
}

async function show({ engine, session, panel }: Services, patch: ChoicesPatch, preserveFocus = false): Promise<void> {
  const [, isReady] = await Promise.all([panel.show(preserveFocus), ensureRead(session)]);
  if (isReady) await engine.call("intent", { type: "chose", patch });
}

/** Studies the folders selected in the explorer, or asks for some. */
async function openRuns(session: Session, folder: unknown, folders: unknown): Promise<void> {
  const given = (Array.isArray(folders) ? folders : [folder]).filter((uri) => uri instanceof Uri);
  const picked =
    given.length > 0
      ? given
      : await window.showOpenDialog({
          canSelectFiles: false,
          canSelectFolders: true,
          canSelectMany: true,
          openLabel: l10n.t("Study"),
          title: l10n.t("Open Training Runs"),
        });
  if (picked === undefined) return;
  const local = picked.filter((uri) => uri.scheme === "file");
  if (local.length === 0) throw new Error(l10n.t("Isoflop reads folders on a disk only. Choose a local folder."));
  await commands.executeCommand("isoflop.runs.focus");
  await session.choose(local.map((uri) => uri.fsPath));
}

async function openLog(what: unknown): Promise<void> {
  const file = isNode(what) && what.kind === "run" ? what.item.file : "";
  if (file === "") throw new Error(l10n.t("No run is selected. Choose one in the Training Runs view first."));
  await openFile(file);
}

const formats: readonly { readonly label: string; readonly format: Jobs["report"][0]["format"] }[] = [
  { label: "CSV", format: "csv" },
  { label: "Markdown", format: "markdown" },
  { label: "LaTeX", format: "latex" },
  { label: "JSON", format: "json" },
];

async function copyCoefficients(engine: EngineClient, session: Session): Promise<void> {
  if (!(await ensureRead(session))) return;
  const picked = await window.showQuickPick(formats, { title: l10n.t("Copy Coefficients") });
  if (picked === undefined) return;
  await copy(await engine.call("report", { format: picked.format }), l10n.t("coefficients as {0}", picked.label));
}

/** The run that a tree node, or the argument of a run's click command, refers to. */
function runOf(what: unknown): string | undefined {
  if (isNode(what)) return what.kind === "run" ? what.item.id : what.kind === "problem" ? what.run : undefined;
  if (typeof what !== "object" || what === null || !("run" in what)) return undefined;
  return typeof what.run === "string" ? what.run : undefined;
}

function isNode(what: unknown): what is RunNode {
  return typeof what === "object" && what !== null && "kind" in what && "children" in what;
}
