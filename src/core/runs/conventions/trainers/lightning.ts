import type { Convention } from "../convention";
import { columns, folders, recognisedBy, settings } from "../rules";

/** Lightning: `lightning_logs/version_<n>`, and the step it gives to every logger. */
export const lightning: Convention = {
  id: "lightning",
  label: "PyTorch Lightning",
  source: { repository: "Lightning-AI/pytorch-lightning" },
  recognises: recognisedBy({ keys: "trainer/global_step accumulate_grad_batches" }),
  step: columns("step global_step trainer/global_step"),
  tokens: settings("accumulate_grad_batches", { counts: "accumulation" }),
  layout: folders("plain", "lightning_logs"),
};
