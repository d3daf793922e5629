import type { Protocol } from "./protocol";

/** A paper's own choices, by name. What it does not name is as in the default protocol. */
export interface Preset {
  readonly id: string;
  readonly label: string;
  /** Paper and section. */
  readonly source: string;
  readonly choices: Partial<Protocol>;
  /** What of the paper's protocol no choice of a fit can do: the user has to do it. */
  readonly note?: string;
}

const parametric = { law: "chinchilla", objective: "huber:1e-3" } as const;

/** Every preset, by year. */
export const presets: readonly Preset[] = [
  {
    id: "kaplan",
    label: "Kaplan et al. 2020",
    source: "arXiv 2001.08361, eq. 1.5",
    choices: {
      law: "kaplan",
      countN: "non-embedding",
      countC: "6ND",
      points: "all",
      objective: "log-mse",
      minFlops: 0,
    },
    note: "Runs that do not say their parameters without embeddings are left out.",
  },
  {
    id: "hoffmann-1",
    label: "Hoffmann et al. 2022, approach 1",
    source: "arXiv 2203.15556, §3.1",
    choices: {
      law: "power",
      x: "flops",
      points: "frontier",
      frontier: "envelope",
      spacing: "log",
      samples: 1500,
      objective: "log-mse",
      minFlops: 0,
    },
  },
  {
    id: "hoffmann-3",
    label: "Hoffmann et al. 2022, approach 3",
    source: "arXiv 2203.15556, §3.3 and D.2",
    choices: { ...parametric, points: "final", minFlops: 0 },
  },
  {
    id: "besiroglu",
    label: "Besiroglu et al. 2024",
    source: "arXiv 2404.10102, §3",
    choices: { ...parametric, points: "final", minFlops: 0, dropHighest: 5, bootstrap: 4000 },
  },
  {
    id: "gadre",
    label: "Gadre et al. 2024",
    source: "arXiv 2403.08540, eq. 4",
    choices: { law: "gadre", points: "final", objective: "mse", minFlops: 0 },
  },
  {
    id: "porian",
    label: "Porian et al. 2024",
    source: "arXiv 2406.19146, §3",
    choices: {
      law: "power",
      x: "flops",
      points: "frontier",
      frontier: "envelope",
      spacing: "log",
      objective: "log-mse",
      minFlops: 0,
    },
    note: "The loss law only. Their exponents are of N*, weighed: fit a table of N* as the loss, with weights 1/std^2.",
  },
  {
    id: "kyo-takano",
    label: "kyo-takano/chinchilla",
    source: "github.com/kyo-takano/chinchilla",
    choices: { law: "chinchilla", points: "final", objective: "asym:10", minFlops: 0 },
  },
  {
    id: "gemstones",
    label: "Gemstones 2025",
    source: "arXiv 2502.06857, §4",
    choices: { ...parametric, objective: "huber:1e-4", points: "all", minFlops: 0 },
  },
  {
    id: "shukor-frontier",
    label: "Shukor et al. 2025, frontier",
    source: "arXiv 2504.07951, C.1",
    choices: {
      law: "power",
      x: "flops",
      points: "frontier",
      frontier: "hull",
      spacing: "linear",
      samples: 1000,
      minFlops: 3e19,
      objective: "log-mse",
    },
  },
  {
    id: "shukor-parametric",
    label: "Shukor et al. 2025, parametric",
    source: "arXiv 2504.07951, C.3",
    choices: { ...parametric, points: "all", minFlops: 0 },
  },
];

/** The preset of that id. */
export function presetOf(id: string): Preset | undefined {
  return presets.find((preset) => preset.id === id);
}
