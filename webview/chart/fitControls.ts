import type { FitChoices } from "../../src/core/state/choices";
import { dropdown, textField } from "../shared/controls";
import { severalOf } from "../shared/popover";
import type { Choose, Controls } from "./choosing";
import { readMinimum, writeMinimum } from "./minimum";

/** What the Scaling view offers: every choice of the protocol, so that none works unseen. */
export function fitControls(choose: Choose): Controls {
  const patch = (fit: Partial<FitChoices>): void => {
    choose({ fit });
  };
  const law = dropdown("Law", (value) => {
    patch({ law: value });
  });
  const metrics = severalOf("Metrics", { all: "All losses" }, (value) => {
    patch({ metrics: value === "all" ? [] : value });
  });
  const by = severalOf("Groups by", { none: "Automatic" }, (value) => {
    patch({ by: value === "all" || value.length === 0 ? "auto" : value });
  });
  const x = dropdown("Against", (value) => {
    patch({ x: value as FitChoices["x"] });
  });
  const points = dropdown("Points", (value) => {
    patch({ points: value as FitChoices["points"] });
  });
  const frontier = dropdown("Frontier", (value) => {
    patch({ frontier: value as FitChoices["frontier"] });
  });
  const spacing = dropdown("Spacing", (value) => {
    patch({ spacing: value as FitChoices["spacing"] });
  });
  const minimum = textField("Minimum C", "FLOPs below which nothing is fitted: a number like 3e19, or auto", (text) => {
    const minFlops = readMinimum(text);
    if (minFlops !== undefined) patch({ minFlops });
    return minFlops !== undefined;
  });
  const objective = dropdown("Objective", (value) => {
    patch({ objective: value });
  });
  return {
    hosts: [law, metrics, x, points, frontier, spacing, minimum, objective, by].map(({ host }) => host),
    show: ({ fit }, menus) => {
      law.set({ options: menus.laws, value: fit.law });
      metrics.set({ options: menus.metrics, value: fit.metrics.length === 0 ? "all" : fit.metrics });
      x.set({ options: menus.fitX, value: fit.x });
      points.set({ options: menus.points, value: fit.points });
      frontier.set({ options: menus.frontier, value: fit.frontier });
      spacing.set({ options: menus.spacing, value: fit.spacing });
      for (const { host } of [frontier, spacing]) host.hidden = fit.points !== "frontier";
      minimum.set(writeMinimum(fit.minFlops));
      objective.set({ options: menus.objectives, value: fit.objective });
      by.set({ options: menus.by, value: fit.by === "auto" ? [] : fit.by });
    },
  };
}
