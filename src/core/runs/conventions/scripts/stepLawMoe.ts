import type { Convention } from "../convention";
import { columns } from "../rules";

/** Step Law's table of mixtures of experts: `N` counts all parameters, `Na` the active ones, which C is made of. */
export const stepLawMoe: Convention = {
  id: "step-law-moe",
  label: "Step Law's table of mixtures of experts",
  source: { repository: "step-law/steplaw", commit: "32a8f4cc50247695fb56cc6c9117abdf67c97763", date: "2025-10-28" },
  recognises: (evidence) => (evidence.has("ffnh") && evidence.has("nume") && evidence.has("na") ? 0.9 : 0),
  params: columns("na", { counts: "active" }),
};
