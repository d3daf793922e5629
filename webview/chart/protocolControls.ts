import type { FitChoices } from "../../src/core/state/choices";
import type { Menus } from "../../src/core/view/views";
import { dropdown, textField } from "../shared/controls";
import { element } from "../shared/dom";
import { underLabel } from "../shared/label";
import { popover } from "../shared/popover";
import { readMinimum, writeMinimum } from "./minimum";
import { protocolWords } from "./protocolWords";
import { readPercent, readWhole, writePercent } from "./typed";

/** The finer choices of the protocol, in a sheet under a button that names those in force. */
export interface ProtocolControls {
  readonly host: HTMLElement;
  readonly show: (fit: FitChoices, menus: Menus) => void;
}

export function protocolControls(patch: (fit: Partial<FitChoices>) => void): ProtocolControls {
  const frontier = dropdown("Frontier", (value) => {
    patch({ frontier: value as FitChoices["frontier"] });
  });
  const spacing = dropdown("Spacing", (value) => {
    patch({ spacing: value as FitChoices["spacing"] });
  });
  const objective = dropdown("Objective", (value) => {
    patch({ objective: value });
  });
  /** A field whose number is a choice; what cannot be read as one is not taken. */
  const field = (
    label: string,
    hint: string,
    read: (text: string) => FitChoices["minFlops"] | undefined,
    take: (value: FitChoices["minFlops"]) => void,
  ): ReturnType<typeof textField> =>
    textField(label, hint, (text) => {
      const value = read(text);
      if (value !== undefined) take(value);
      return value !== undefined;
    });
  const whole = (
    key: "samples" | "bootstrap" | "seed",
    label: string,
    hint: string,
    low: number,
    high: number,
  ): ReturnType<typeof textField> =>
    field(
      label,
      hint,
      (text) => readWhole(text, low, high),
      (value) => {
        patch({ [key]: value });
      },
    );
  const minimum = field(
    "Minimum C",
    "FLOPs below which nothing is fitted: a number like 3e19, or auto",
    readMinimum,
    (minFlops) => {
      patch({ minFlops });
    },
  );
  const warmup = field(
    "Warm-up cut",
    "The share of each run that is left out at its start, 0 to 99 %",
    readPercent,
    (value) => {
      if (value !== "auto") patch({ warmup: value });
    },
  );
  const samples = whole(
    "samples",
    "Samples",
    "How many values of x the frontier is sampled at, 10 to 100 000",
    10,
    1e5,
  );
  const bootstrap = whole("bootstrap", "Resamples", "Of the bootstrap that makes the intervals, 0 for none", 0, 1e5);
  const seed = whole("seed", "Seed", "Of the resamples: the same seed gives the same intervals", 0, 2 ** 32 - 1);
  const line = (...controls: readonly { readonly host: HTMLElement }[]): HTMLElement =>
    element("div", { class: "protocol-line" }, ...controls.map((control) => control.host));
  const sampling = line(frontier, spacing, samples);
  const lines = [sampling, line(minimum, warmup), line(objective), line(bootstrap, seed)];
  const sheet = popover("Protocol", "", element("div", { class: "protocol-sheet" }, ...lines));
  const host = underLabel("Protocol", sheet.host);
  return {
    host,
    show: (fit, menus) => {
      frontier.set({ options: menus.frontier, value: fit.frontier });
      spacing.set({ options: menus.spacing, value: fit.spacing });
      sampling.hidden = fit.points !== "frontier";
      objective.set({ options: menus.objectives, value: fit.objective });
      samples.set(String(fit.samples));
      minimum.set(writeMinimum(fit.minFlops));
      warmup.set(writePercent(fit.warmup));
      bootstrap.set(String(fit.bootstrap));
      seed.set(String(fit.seed));
      const words = protocolWords(fit);
      sheet.say(words);
      host.title = words;
    },
  };
}
