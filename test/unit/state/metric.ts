import type { Metric } from "../../../src/core/runs/run";

/** A cross-entropy metric for a test: `eval/<domain>/loss` has a domain, `train_loss` is a training loss. */
export function metric(key: string): Metric {
  const [role = "", domain] = key.split("/");
  return {
    key,
    role: role === "eval" ? "eval" : "train",
    ...(role === "eval" && domain ? { domain } : {}),
    quantity: "ce",
    unit: "nats/token",
  };
}
