import type { Convention } from "../convention";
import { columns } from "../rules";

/** Step Law's table of dense models: its N is without the embeddings, numl·(4h² + 3·h·ffnh). */
export const stepLaw: Convention = {
  id: "step-law",
  label: "Step Law's table of dense models",
  source: { repository: "step-law/steplaw", commit: "32a8f4cc50247695fb56cc6c9117abdf67c97763", date: "2025-10-28" },
  recognises: (evidence) => (evidence.has("ffnh") && evidence.has("numl") && !evidence.has("nume") ? 0.9 : 0),
  params: columns("n", { counts: "non-embedding" }),
};
