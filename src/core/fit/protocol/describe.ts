import { shortCount } from "../../runs/words/sizes";
import { parseInterval } from "./intervalChoice";
import { parseObjective } from "./objective";
import { axes, type Protocol } from "./protocol";

export interface ProtocolLine {
  readonly label: string;
  readonly text: string;
}

/** A protocol in words, a line a choice, for a reader who wants to know what was done. */
export function describeProtocol(protocol: Protocol): readonly ProtocolLine[] {
  const { points, minFlops, warmup, dropHighest, objective, weights } = protocol;
  const axis = axes[protocol.x];
  return [
    { label: "x", text: `${axis.symbol}, ${axis.meaning}` },
    ...conventions(protocol),
    { label: "Points", text: pointsText(protocol) },
    ...(points === "frontier" ? [{ label: "Sampling", text: samplingText(protocol, axis.symbol) }] : []),
    { label: "Minimum C", text: minimumText(minFlops) },
    ...(warmup > 0 ? [{ label: "Warm-up cut", text: warmupText(protocol) }] : []),
    ...chosenRuns(protocol),
    ...(dropHighest > 0 ? [{ label: "Left out", text: leftOutText(dropHighest) }] : []),
    ...(weights === "" ? [] : [{ label: "Weights", text: weights }]),
    { label: "Objective", text: parseObjective(objective)?.words ?? objective },
    { label: "Intervals", text: `95 %, ${intervalText(protocol)}` },
  ];
}

/** What N and C count. "auto" is left only where no run has them: then there is nothing to say. */
function conventions({ countN, countC }: Protocol): ProtocolLine[] {
  const counted = {
    auto: "",
    total: "total parameters",
    "non-embedding": "parameters without embeddings",
    active: "active parameters",
    mixed: "as each run gives it: some total, some not",
  }[countN];
  return [
    ...(counted === "" ? [] : [{ label: "N", text: counted }]),
    ...(countC === "auto" ? [] : [{ label: "C", text: flopsText(countC) }]),
  ];
}

function flopsText(countC: string): string {
  switch (countC) {
    case "logged":
      return "as logged";
    case "set":
      return "as set in isoflop.json";
    case "6ND":
      return "6·N·D";
    case "mixed":
      return "logged in some runs, 6·N·D in others";
    default:
      return countC;
  }
}

function pointsText({ points, frontier }: Protocol): string {
  switch (points) {
    case "final":
      return "last point of each run";
    case "all":
      return "every point of every run";
    case "cooldown":
      return "last point of each run whose learning rate decayed to its end";
    case "frontier":
      return {
        hull: "frontier: lower convex hull of the runs, interpolated within each",
        envelope: "frontier: minimum over the runs, interpolated within each",
        bins: "frontier: the row of the lowest loss in each bin",
      }[frontier];
  }
}

function samplingText({ frontier, samples, bins, spacing }: Protocol, symbol: string): string {
  if (frontier === "bins") return `${bins} bins a decade of ${symbol}`;
  return `${samples} values of ${symbol}, ${spacing === "linear" ? "evenly spaced" : `evenly spaced in ln ${symbol}`}`;
}

function minimumText(minFlops: Protocol["minFlops"]): string {
  if (minFlops === "auto") return "3e19 FLOPs where the runs reach a decade past it, else none";
  return minFlops > 0 ? `${minFlops.toExponential().replace("e+", "e")} FLOPs` : "none";
}

function warmupText({ warmup, warmupUnit }: Protocol): string {
  if (warmupUnit === "share") return `first ${Number((warmup * 100).toPrecision(3))} % of each run`;
  return `first ${shortCount(warmup)} ${warmupUnit} of each run`;
}

function chosenRuns({ rates, seeds }: Protocol): ProtocolLine[] {
  const seedText = {
    all: "",
    mean: "mean over the seeds of each configuration",
    lowest: "best seed of each configuration",
  };
  return [
    ...(rates === "best" ? [{ label: "Learning rate", text: "best of each configuration, by its final loss" }] : []),
    ...(seeds === "all" ? [] : [{ label: "Seeds", text: seedText[seeds] }]),
  ];
}

function leftOutText(rows: number): string {
  return rows === 1 ? "the row of the highest loss" : `the ${rows} rows of the highest loss`;
}

function intervalText({ interval, bootstrap, seed }: Protocol): string {
  const choice = parseInterval(interval);
  if (choice?.method === "profile") return choice.words;
  if (bootstrap <= 0) return "least squares, where it applies";
  const words = choice === undefined || choice.id === "percentile" ? "bootstrap" : choice.words;
  return `${words}, ${bootstrap} resamples, seed ${seed}`;
}
