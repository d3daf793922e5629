import type { Convention } from "../convention";
import { columns, recognisedBy } from "../rules";

/** MLX-LM: iterations are micro-batches; `trained_tokens` over all devices, counted from 0 by each process. */
export const mlxLm: Convention = {
  id: "mlx-lm",
  label: "MLX-LM",
  source: { repository: "ml-explore/mlx-lm", commit: "d78bf58e217c904ec282ed8da9b947491f78c022", date: "2026-08-22" },
  recognises: recognisedBy({ formats: "mlx-lm", keys: "trained_tokens" }),
  tokens: columns("trained_tokens", { counts: "tokens of a process" }),
};
