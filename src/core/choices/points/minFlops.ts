import type { Choice, Neighbour, NeighbourContext } from "../choice";
import { isNamed, type LawField } from "../fit/law";
import { wrong } from "../make";
import { typedNumber, writeNumber } from "../typed";

export interface MinFlopsField {
  /** Points below this C (FLOPs) are left out; "auto" is settled by the data, see `resolveProtocol`. */
  readonly minFlops: number | "auto";
}

export const minFlops: Choice<MinFlopsField> = {
  key: "minFlops",
  section: "fit",
  label: "Minimum C",
  hint: "FLOPs below which points are left out; auto takes what the runs allow",
  fields: {
    minFlops: {
      default: "auto",
      accepts: (value) => value === "auto" || (typeof value === "number" && value >= 0 && value <= largest),
      schema: { anyOf: [{ enum: ["auto"] }, { type: "number", minimum: 0, maximum: 1e300 }] },
    },
  },
  control: { kind: "text" },
  parse: ([text = ""]) => {
    const bare = text.trim().toLowerCase();
    if (bare === "" || bare === "auto") return { minFlops: "auto" };
    const value = typedNumber(text);
    return value >= 0 && value <= largest ? { minFlops: value } : wrong("a number of FLOPs like 3e19, or auto", text);
  },
  write: (values) => [written(values.minFlops)],
  group: "protocol",
  line: "cuts",
  describe: (values: MinFlopsField & LawField) => ({ label: "Minimum C", text: described(values) }),
  short: (values: MinFlopsField) => (values.minFlops === "auto" ? "" : `C ≥ ${written(values.minFlops)}`),
  neighbours: (values: MinFlopsField, { largestFlops }: NeighbourContext) => neighbours(values.minFlops, largestFlops),
  flag: { name: "min-flops", value: "FLOPS", examples: ["3e19", "auto"] },
};

const largest = 1e300;

const flops = (value: number): string => value.toExponential().replace("e+", "e");
const written = (value: number | "auto"): string => (value === "auto" ? value : writeNumber(value));

function described(values: MinFlopsField & LawField): string {
  const { minFlops: value } = values;
  if (!isNamed(values) && (value === "auto" || value === 0))
    return "none: the further below the largest C, the less a point counts";
  if (value === "auto") return "3e19 FLOPs where the runs reach a decade past it, else none";
  return value > 0 ? `${flops(value)} FLOPs` : "none";
}

function neighbours(now: number | "auto", largestFlops: number): Neighbour[] {
  if (now !== "auto" && now > 0)
    return [
      { change: "no minimum C", choices: { minFlops: 0 } },
      { change: `minimum C ${flops(now * 2)}`, choices: { minFlops: now * 2 } },
    ];
  const some = someMinimum(largestFlops);
  return some > 0 ? [{ change: `minimum C ${flops(some)}`, choices: { minFlops: some } }] : [];
}

/** The minimum of Shukor et al. 2025 where the runs reach a decade past it; two decades below the largest C where they do not. */
function someMinimum(largestFlops: number): number {
  return largestFlops >= 3e20 ? 3e19 : Number((largestFlops / 100).toPrecision(1));
}
