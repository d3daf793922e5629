import type { Fact } from "../run";
import type { Hint } from "./hints";
import type { ParamsInRows } from "./paramsLogged";
import { shortCount } from "../words/sizes";

/** What each source says of N. */
export interface ParamsSaid {
  /** By a column or a setting that counts, or by hand. */
  readonly stated: Fact | undefined;
  /** By the sizes of the model. */
  readonly shaped: Fact | undefined;
  /** By the run's name or its folders. */
  readonly named: Fact | undefined;
  readonly rows: ParamsInRows;
  /** The configuration brings code of its own for the model, so that its sizes may mean anything. */
  readonly ownCode: boolean;
}

export interface ParamsFound {
  readonly fact: Fact | undefined;
  readonly hints: readonly Hint[];
}

/** Embeddings and what a name rounds to explain a factor up to this. */
const mostApart = 2;

const apart = (a: Fact, b: Fact): boolean => {
  const ratio = a.value / b.value;
  return ratio > mostApart || ratio < 1 / mostApart;
};

/** The surest of them; sources that disagree are said, with what was taken. */
export function withDoubts({ stated, shaped, named, rows, ownCode }: ParamsSaid): ParamsFound {
  // Rows of several sizes are no one run: what any other source says is of one of them at most.
  if (rows.doubt !== undefined && stated?.from !== "user")
    return { fact: undefined, hints: [{ message: rows.doubt, asks: ["columns.run"] }] };
  const distrusted = ownCode && shaped !== undefined && named !== undefined && apart(shaped, named);
  const fact = stated ?? (distrusted ? named : (shaped ?? named));
  const other = fact === named ? (distrusted ? shaped : undefined) : named;
  if (fact === undefined || other === undefined || fact.from === "user" || !apart(fact, other))
    return { fact, hints: [] };
  const why = distrusted ? ", as the model has code of its own (auto_map)" : "";
  const message = `parameters: ${shortCount(fact.value)} by ${fact.how}, ${shortCount(other.value)} by ${other.how}: the first is taken${why}`;
  return { fact, hints: [{ message, asks: ["facts.params"] }] };
}
