import { formulaLaw } from "./formula/formula";
import type { FormulaError } from "./formula/parse";
import type { Law } from "./law";

/** Laws over the shares of a data mix: which columns hold the shares is said in the id, `mixture:web,code,books`. */
export const mixtureFamilies = {
  /** L = c + k·exp(Σ t_j·r_j), where k is in the t_j as the shares add up to 1. Ye et al. 2024 (Data Mixing Laws), eq. 7. */
  mixture: (shares: readonly string[]) => `c + exp(${shares.map((r) => `t_${r}*${r}`).join(" + ")})`,
  /** L = E + 1/Σ C_j·r_j^γ_j + A·N^−α + B·D^−β. Shukor et al. 2025 (Scaling Laws for Optimal Data Mixtures), eq. 3. */
  "mixture-additive": (shares: readonly string[]) =>
    `E + 1/(${shares.map((r) => `C_${r}*${r}^gamma_${r}`).join(" + ")}) + A*N^-alpha + B*D^-beta`,
  /** As additive, with A and B that go with the mix. Shukor et al. 2025 (Scaling Laws for Optimal Data Mixtures), eq. 4. */
  "mixture-joint": (shares: readonly string[]) => {
    const sum = (name: string): string => shares.map((r) => `${name}_${r}*${r}`).join(" + ");
    const own = shares.map((r) => `C_${r}*${r}^gamma_${r}`).join(" + ");
    return `E + 1/(${own}) + (${sum("A")})^gammaA*N^-alpha + (${sum("B")})^gammaB*D^-beta`;
  },
} as const;

export type MixtureFamily = keyof typeof mixtureFamilies;

const labels: Readonly<Record<MixtureFamily, string>> = {
  mixture: "Mixture",
  "mixture-additive": "Mixture, additive in N and D",
  "mixture-joint": "Mixture, joint with N and D",
};

export function isMixtureFamily(name: string): name is MixtureFamily {
  return Object.hasOwn(mixtureFamilies, name);
}

/** The mixture law of a family over those columns of shares. */
export function mixtureLaw(family: MixtureFamily, shares: readonly string[]): Law | FormulaError {
  const some = [-1.5, -0.5, 0.5];
  const exponents = [0.3, 0.8];
  const each = shares.flatMap((r) => [
    [`t_${r}`, { symbol: `t ${r}`, meaning: `pull of ${r}`, grid: some }],
    [`C_${r}`, { symbol: `C ${r}`, meaning: `weight of ${r}`, lower: 0, grid: [0.3, 3] }],
    [`gamma_${r}`, { symbol: `γ ${r}`, meaning: `exponent of ${r}`, lower: 0, upper: 5, grid: exponents }],
    [`A_${r}`, { symbol: `A ${r}`, meaning: `size prefactor of ${r}`, lower: 0, grid: [0.5, 2] }],
    [`B_${r}`, { symbol: `B ${r}`, meaning: `token prefactor of ${r}`, lower: 0, grid: [0.5, 2] }],
  ]) as [string, object][];
  return formulaLaw(mixtureFamilies[family](shares), {
    id: `${family}:${shares.join(",")}`,
    label: labels[family],
    inputs: ["N", "D", ...shares],
    params: {
      ...Object.fromEntries(each),
      c: { meaning: "irreducible loss", lower: 0 },
      E: { meaning: "irreducible loss", lower: 0 },
      A: { meaning: "prefactor of parameters", lower: 0 },
      B: { meaning: "prefactor of tokens", lower: 0 },
      gammaA: { symbol: "γA", lower: 0, upper: 5, grid: [0.5] },
      gammaB: { symbol: "γB", lower: 0, upper: 5, grid: [0.5] },
    },
  });
}
