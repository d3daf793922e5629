import type { FitChoices } from "../../src/core/state/choices";
import type { Menus, Option } from "../../src/core/views/views";
import { dropdown, textField } from "./widgets";
import { element } from "../shared/dom";
import { underLabel } from "./label";
import { popover } from "./popover";
import { readMinimum, writeMinimum } from "./minimum";
import { protocolWords } from "./protocolWords";
import { readWarmup, readWhole, writeWarmup } from "./typed";

/** The finer choices of the protocol, in a sheet under a button that names those in force. */
export interface ProtocolControls {
  readonly host: HTMLElement;
  readonly show: (fit: FitChoices, menus: Menus) => void;
}

type Patch = (fit: Partial<FitChoices>) => void;

/** A control of one choice: how it is shown, and whether it has a meaning under the others. */
interface Part {
  readonly host: HTMLElement;
  readonly show: (fit: FitChoices, menus: Menus) => void;
  readonly applies?: (fit: FitChoices) => boolean;
}

const onFrontier = ({ points }: FitChoices): boolean => points === "frontier";
const onBins = (fit: FitChoices): boolean => onFrontier(fit) && fit.frontier === "bins";
const sampled = (fit: FitChoices): boolean => onFrontier(fit) && fit.frontier !== "bins";

/** The sheet, line by line. */
function linesOf(patch: Patch): readonly (readonly Part[])[] {
  return [
    [
      listed("N counts", "countN", ({ countN }) => countN, patch),
      listed("C counts", "countC", ({ countC }) => countC, patch),
    ],
    [
      { ...listed("Frontier", "frontier", ({ frontier }) => frontier, patch), applies: onFrontier },
      { ...listed("Spacing", "spacing", ({ spacing }) => spacing, patch), applies: sampled },
      { ...whole("Samples", "samples", 10, 1e5, "Values of x the frontier is sampled at", patch), applies: sampled },
      { ...whole("Bins", "bins", 1, 1000, "Bins a decade of x", patch), applies: onBins },
    ],
    [
      listed("Learning rates", "rates", ({ rates }) => rates, patch),
      listed("Seeds", "seeds", ({ seeds }) => seeds, patch),
    ],
    [minimumPart(patch), warmupPart(patch)],
    [listed("Objective", "objective", ({ objectives }) => objectives, patch)],
    [
      listed("Intervals", "interval", ({ intervals }) => intervals, patch),
      whole("Resamples", "bootstrap", 0, 1e5, "Of the bootstrap that makes the intervals, 0 for none", patch),
      whole("Seed", "seed", 0, 2 ** 32 - 1, "Of the resamples: the same seed gives the same intervals", patch),
    ],
  ];
}

export function protocolControls(patch: Patch): ProtocolControls {
  const lines = linesOf(patch);
  const rows = lines.map((parts) => element("div", { class: "protocol-line" }, ...parts.map(({ host }) => host)));
  const sheet = popover("Protocol", "", element("div", { class: "protocol-sheet" }, ...rows));
  const host = underLabel("Protocol", sheet.host);
  return {
    host,
    show: (fit, menus) => {
      lines.forEach((parts, at) => {
        for (const part of parts) {
          part.show(fit, menus);
          part.host.hidden = part.applies?.(fit) === false;
        }
        const row = rows[at];
        if (row !== undefined) row.hidden = parts.every((part) => part.host.hidden);
      });
      const words = protocolWords(fit);
      sheet.say(words);
      host.title = words;
    },
  };
}

/** A choice among the values of a menu. */
function listed(
  label: string,
  key: "countN" | "countC" | "frontier" | "spacing" | "rates" | "seeds" | "objective" | "interval",
  menu: (menus: Menus) => readonly Option[],
  patch: Patch,
): Part {
  const box = dropdown(label, (value) => {
    patch({ [key]: value });
  });
  return {
    host: box.host,
    show: (fit, menus) => {
      box.set({ options: menu(menus), value: fit[key] });
    },
  };
}

/** A whole number within limits. */
function whole(
  label: string,
  key: "samples" | "bins" | "bootstrap" | "seed",
  low: number,
  high: number,
  hint: string,
  patch: Patch,
): Part {
  const field = textField(label, `${hint}, ${low} to ${high.toLocaleString("en-US")}`, (text) => {
    const value = readWhole(text, low, high);
    if (value !== undefined) patch({ [key]: value });
    return value !== undefined;
  });
  return {
    host: field.host,
    show: (fit) => {
      field.set(String(fit[key]));
    },
  };
}

function minimumPart(patch: Patch): Part {
  const hint = "FLOPs below which nothing is fitted: a number like 3e19, or auto";
  const field = textField("Minimum C", hint, (text) => {
    const minFlops = readMinimum(text);
    if (minFlops !== undefined) patch({ minFlops });
    return minFlops !== undefined;
  });
  return {
    host: field.host,
    show: ({ minFlops }) => {
      field.set(writeMinimum(minFlops));
    },
  };
}

function warmupPart(patch: Patch): Part {
  const hint = "What is left out at the start of each run: 5 %, 2000 steps, 1e9 tokens";
  const field = textField("Warm-up cut", hint, (text) => {
    const cut = readWarmup(text);
    if (cut !== undefined) patch(cut);
    return cut !== undefined;
  });
  return {
    host: field.host,
    show: (fit) => {
      field.set(writeWarmup(fit));
    },
  };
}
