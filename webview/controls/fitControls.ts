import type { FitChoices } from "../../src/core/state/choices";
import { dropdown } from "./widgets";
import { severalOf } from "./popover";
import type { Choose, Controls } from "./choosing";
import { protocolControls } from "./protocolControls";

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
  const protocol = protocolControls(patch);
  return {
    hosts: [law, metrics, x, points, by, protocol].map(({ host }) => host),
    show: ({ fit }, menus) => {
      law.set({ options: menus.laws, value: fit.law });
      metrics.set({ options: menus.metrics, value: fit.metrics.length === 0 ? "all" : fit.metrics });
      x.set({ options: menus.fitX, value: fit.x });
      points.set({ options: menus.points, value: fit.points });
      by.set({ options: menus.by, value: fit.by === "auto" ? [] : fit.by });
      protocol.show(fit, menus);
    },
  };
}
