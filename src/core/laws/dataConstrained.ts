import { define } from "./formula/define";

const grid = [0.1, 0.2, 0.28, 0.34, 0.42, 0.55, 0.8];
const exponents = {
  alpha: { meaning: "exponent of parameters", lower: 1e-3, upper: 5, grid },
  beta: { meaning: "exponent of tokens", lower: 1e-3, upper: 5, grid },
};
const terms = [
  { coefficient: "A", input: "N", exponent: "alpha" },
  { coefficient: "B", input: "D", exponent: "beta" },
];
const repeated = "epochs after which repeated tokens have lost most of their worth";
const unique = "D/epochs";

/** What `first` of something is worth when it is had 1 + `more` times over: R of `more` epochs have lost all but 1/e. */
const worth = (first: string, more: string, R: string): string => `${first}*(1 + ${R}*(1 - exp(-(${more})/${R})))`;

/**
 * L = E + A·N^−α + B·D'^−β, D' = U·(1 + R·(1 − e^(−(epochs − 1)/R))), U = D/epochs: a repeated token is worth less each time.
 * Muennighoff et al. 2023, eq. 5, without their like decay of excess parameters.
 */
export const dataConstrained = define(`E + A*N^-alpha + B*(${worth(unique, "epochs - 1", "R")})^-beta`, {
  id: "data-constrained",
  label: "Data-constrained",
  inputs: ["N", "D", "epochs"],
  params: {
    E: { meaning: "irreducible loss", lower: 0 },
    A: { meaning: "prefactor of parameters", lower: 0 },
    B: { meaning: "prefactor of tokens", lower: 0 },
    ...exponents,
    R: { meaning: repeated, lower: 0.05, upper: 1e4, grid: [1, 4, 15, 60] },
  },
  terms,
});

/** The N that U unique tokens are enough for, where the two terms' slopes by compute are equal; never more than N. */
const enough = `min(N, (alpha*A/(beta*B)*(${unique})^beta)^(1/alpha))`;
const few = [0.15, 0.3, 0.45, 0.7];

/**
 * As above with N' in the place of N: N' = V·(1 + RN·(1 − e^(−(N/V − 1)/RN))), V the N that is compute-optimal for the unique tokens (or N,
 * where that is less): parameters in excess of the data are worth less, too. Muennighoff et al. 2023, eq. 5 and 6.
 */
export const dataConstrainedExcess = define(
  `E + A*(${worth(enough, `N/${enough} - 1`, "RN")})^-alpha + B*(${worth(unique, "epochs - 1", "RD")})^-beta`,
  {
    id: "data-constrained-excess",
    label: "Data-constrained, excess parameters",
    inputs: ["N", "D", "epochs"],
    params: {
      E: { meaning: "irreducible loss", lower: 0 },
      A: { meaning: "prefactor of parameters", lower: 1e-12, grid: [0.15, 0.5, 1.5] },
      B: { meaning: "prefactor of tokens", lower: 1e-12, grid: [0.15, 0.5, 1.5] },
      alpha: { ...exponents.alpha, grid: few },
      beta: { ...exponents.beta, grid: few },
      RD: { symbol: "R_D", meaning: repeated, lower: 0.05, upper: 1e4, grid: [3, 15, 60] },
      RN: {
        symbol: "R_N",
        meaning: "excess of parameters after which they have lost most of their worth",
        lower: 0.05,
        upper: 1e4,
        grid: [3, 15],
      },
    },
    terms,
  },
);
