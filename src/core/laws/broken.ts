import { define } from "./formula/define";

/** L = E + a·x^−b·(1 + (x/d)^(1/f))^(−c·f): a power law that bends once, at d. Caballero et al. 2023, eq. 1 with n = 1. */
export const broken = define("E + a*x^-b*(1 + (x/d)^(1/f))^(-c*f)", {
  id: "broken",
  label: "Broken power law",
  inputs: ["x"],
  params: {
    E: { meaning: "irreducible loss", lower: 0 },
    a: { meaning: "prefactor before the break", lower: 0 },
    b: { meaning: "exponent before the break", lower: -2, upper: 5, grid: [0.02, 0.06, 0.15, 0.4, 0.9] },
    c: { meaning: "change of exponent at the break", lower: -5, upper: 5, grid: [-0.2, -0.05, 0.05, 0.2, 0.6] },
    d: { meaning: "where it bends", lower: 1e-300, grid: [0.01, 0.1, 0.4, 1, 2.5, 10, 100] },
    f: { meaning: "how softly it bends", lower: 0.02, upper: 10, grid: [0.1, 0.4, 1.5] },
  },
  terms: [
    { coefficient: "a", input: "x", exponent: "b" },
    { coefficient: "d", input: "x", exponent: 1 },
  ],
});
