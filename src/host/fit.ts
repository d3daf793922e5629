import { l10n, window } from "vscode";
import type { ChoicesPatch } from "../core/state/choices";
import type { EngineClient } from "../worker/client";
import { askFit } from "./fitPicks";
import type { StudyPanel } from "./panel";
import { withDelayedProgress } from "./delayedProgress";
import { ensureRead } from "./ensureRead";
import type { Session } from "./session";

/**
 * "Fit Scaling Law": shows the view of the laws and fits every group. No question is asked, unless the fits are what the panel
 * shows already: then what is fitted, and how, can be chosen first.
 */
export async function fitScalingLaw(engine: EngineClient, session: Session, panel: StudyPanel): Promise<void> {
  const again = panel.showsFits;
  const [, isReady] = await Promise.all([panel.show(), ensureRead(session)]);
  if (!isReady) return;
  const patch = again ? await askPatch(engine) : {};
  if (patch === undefined) return;
  const fitted = await withDelayedProgress(l10n.t("Fitting scaling laws"), (token) => engine.call("fit", patch, token));
  await say(fitted);
}

/** What is fitted and how, asked for in quick picks over what stands now; undefined when the person turned away. */
async function askPatch(engine: EngineClient): Promise<ChoicesPatch | undefined> {
  const { choices, offer } = await engine.call("choices", null);
  return askFit(choices, offer);
}

interface Outcome {
  readonly fitted: number;
  readonly notFitted: number;
  readonly cancelled: boolean;
}

/** The panel shows what was fitted; a word is due only where nothing was. */
async function say({ fitted, notFitted, cancelled }: Outcome): Promise<void> {
  if (cancelled) window.setStatusBarMessage(l10n.t("Fitting was cancelled."), 4000);
  else if (fitted > 0) window.setStatusBarMessage(l10n.t("Scaling laws fitted: {0}", fitted), 4000);
  else if (notFitted > 0)
    await window.showWarningMessage(
      l10n.t("No law could be fitted. The side panel of the study says why, group by group."),
    );
  else await window.showWarningMessage(l10n.t("There is nothing to fit: no run logs a cross-entropy."));
}
