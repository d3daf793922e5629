import type { Convention } from "../convention";
import { columns, folders, recognisedBy, settings } from "../rules";

/** Lightning: `lightning_logs/version_<n>`, and the step it gives to every logger: optimizer steps, counted from 0. */
export const lightning: Convention = {
  id: "lightning",
  label: "PyTorch Lightning",
  source: {
    repository: "Lightning-AI/pytorch-lightning",
    commit: "7f0c3436cd3f6ad3753125672024fc415cbcb414",
    date: "2026-07-20",
  },
  recognises: recognisedBy({ keys: "trainer/global_step accumulate_grad_batches" }),
  step: columns("trainer/global_step step global_step"),
  tokens: settings("accumulate_grad_batches", { counts: "accumulation" }),
  layout: folders("plain", "lightning_logs"),
};
