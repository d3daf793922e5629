import type { Candidate, Fitted } from "../fit/result";
import { lawOf } from "../laws/index";
import { significant } from "./numbers";

type Chosen = Pick<Fitted, "law" | "candidates">;

/** "Power law with floor · held-out error 0.41 %"; "" where the law was named. What else was tried, `heldOutText` says. */
export function chosenText({ law, candidates }: Chosen): string {
  if (candidates === undefined) return "";
  const own = candidates.find((one) => one.law === law && Number.isFinite(one.heldOut));
  return `${lawOf(law)?.label ?? law} · ${own === undefined ? "too few sizes to leave one out" : `held-out error ${errorText(own)}`}`;
}

/** "0.41 %, power law 2.8 %": how far the law misses the largest sizes when it has not seen them, then the others that were tried. */
export function heldOutText({ law, candidates = [] }: Chosen): string {
  const tried = candidates.filter(({ heldOut }) => Number.isFinite(heldOut));
  const own = tried.find((one) => one.law === law);
  if (own === undefined) return "";
  const others = tried.filter((one) => one !== own);
  return [errorText(own), ...others.map((one) => `${nameOf(one)} ${errorText(one)}`)].join(", ");
}

const errorText = ({ heldOut }: Candidate): string => `${significant(100 * heldOut, 2)} %`;

/** A law's label in the middle of a sentence: names keep their capital. */
function nameOf({ law }: Candidate): string {
  const label = lawOf(law)?.label ?? law;
  return label.startsWith("Power") ? label.toLowerCase() : label;
}
