import type { Convention } from "../convention";
import { columns, recognisedBy, settings } from "../rules";

/** Levanter (and marin, which trains with it). `throughput/total_gflops` is a total, not a rate; names of marin's sweeps round N and C to
 * one digit, what is logged is exact. */
export const levanter: Convention = {
  id: "levanter",
  label: "Levanter or marin",
  source: {
    repository: "stanford-crfm/levanter",
    commit: "9263f81e8b453241332c2c0b2d2001bfb2d2241c",
    date: "2025-09-26",
  },
  recognises: recognisedBy({
    formats: "levanter",
    keys: "throughput/total_gflops throughput/total_tokens parameter_count trainable_parameter_count",
  }),
  tokens: [
    ...columns("throughput/total_tokens"),
    ...settings("train_batch_size", { counts: "samples a step" }),
    ...settings("train_seq_len", { counts: "sequence length" }),
  ],
  flops: columns("throughput/total_gflops", { unit: 1e9 }),
  params: [...columns("parameter_count"), ...settings("parameter_count")],
};
