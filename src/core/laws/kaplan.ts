import { define } from "./formula/define";

const scale = [1e-2, 1, 1e2, 1e4, 1e6, 1e8];
const grid = [0.03, 0.06, 0.1, 0.2, 0.4, 0.8];

/** L = ((Nc/N)^(αN/αD) + Dc/D)^αD. Kaplan et al. 2020, eq. 1.5. */
export const kaplan = define("((Nc/N)^(alphaN/alphaD) + Dc/D)^alphaD", {
  id: "kaplan",
  label: "Kaplan",
  inputs: ["N", "D"],
  params: {
    Nc: { symbol: "Nc", meaning: "scale of parameters", lower: 1e-30, grid: scale },
    Dc: { symbol: "Dc", meaning: "scale of tokens", lower: 1e-30, grid: scale },
    alphaN: { symbol: "αN", meaning: "exponent of parameters", lower: 1e-3, upper: 5, grid },
    alphaD: { symbol: "αD", meaning: "exponent of tokens", lower: 1e-3, upper: 5, grid },
  },
  terms: [
    { coefficient: "Nc", input: "N", exponent: 1 },
    { coefficient: "Dc", input: "D", exponent: 1 },
  ],
});
