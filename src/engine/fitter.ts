import { notFitted } from "../core/fit/fit";
import type { GroupFit } from "../core/fit/group";
import { resolveProtocol } from "../core/fit/points/resolve";
import type { Fit } from "../core/fit/result";
import { planFits, type FitTask, type Plan } from "../core/state/fitting";
import type { Choices } from "../core/state/choices";
import type { Event } from "../core/state/reduce";
import { shownRuns } from "../core/state/select";
import type { FittedGroup, Fits, State, Work } from "../core/state/state";
import { viewOf } from "../core/views/index";
import { refitsOf, type Refit } from "../core/views/observations";
import type { Clock } from "../clock";
import type { FitRunner } from "./fitRunner";

/** How long fits wait after a change of the logs (milliseconds), for the next change to come along. */
const debounce = 400;

interface FitOutcome {
  readonly fitted: number;
  readonly notFitted: number;
  readonly cancelled: boolean;
}

/** Keeps the fits in step with the runs and the choices. */
export interface Fitter {
  /** Fits what the state asks for. A newer call cancels an older one, which then says so. */
  fit(): Promise<FitOutcome>;
  /**
   * The choices ("now") or the logs ("soon") may have changed: fits again, if fits are shown and no longer valid. A fit that is under
   * way goes on unless it is for other choices: otherwise a look at another tab would start it over, and a log that grows all the
   * time would keep a slow law from ever being fitted.
   */
  touch(when: "now" | "soon"): void;
  cancel(): void;
  close(): void;
}

export interface FitterOptions {
  readonly state: () => State;
  readonly dispatch: (event: Event) => void;
  readonly runner: FitRunner;
  readonly clock: Clock;
  readonly failed: (error: unknown) => void;
}

export const createFitter = (options: FitterOptions): Fitter => new StateFitter(options);

class StateFitter implements Fitter {
  readonly #options: FitterOptions;
  /** Further fits that were made, by the fit of their group and their purpose: they hold as long as that one does. */
  readonly #refits = new WeakMap<GroupFit, Map<string, Fit>>();
  /** Counts the calls of `fit` and `cancel`: work that finds another number than its own is out of date. */
  #generation = 0;
  /** What is being fitted, as `askedOf` writes it; undefined when nothing is. */
  #asked: string | undefined;
  /** The logs changed since the fit under way began. */
  #isStale = false;
  #stopTimer: (() => void) | undefined;

  constructor(options: FitterOptions) {
    this.#options = options;
  }

  fit(): Promise<FitOutcome> {
    return this.#fit(true);
  }

  touch(when: "now" | "soon"): void {
    const { choices, fits, read } = this.#options.state();
    if (!read || (!viewOf(choices.tab).needsFit && fits === undefined)) return;
    if (when === "soon" && this.#asked !== undefined) this.#isStale = true;
    else if (when === "now" ? this.#asked !== askedOf(choices) : this.#stopTimer === undefined) this.#schedule(when);
  }

  cancel(): void {
    this.#supersede();
    this.#options.runner.cancel();
    this.#work(undefined);
  }

  close(): void {
    this.#supersede();
    this.#options.runner.close();
  }

  #schedule(when: "now" | "soon"): void {
    const { clock, failed } = this.#options;
    this.#stopTimer?.();
    this.#stopTimer = clock.after(when === "now" ? 0 : debounce, () => {
      this.#fit(when === "now").catch(failed);
    });
  }

  /** Ends what is under way or scheduled; the returned function says whether this in turn was superseded. */
  #supersede(): () => boolean {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    // Without a fit under way only questions are: they go on.
    if (this.#asked !== undefined) this.#options.runner.cancel();
    this.#asked = undefined;
    this.#isStale = false;
    const mine = ++this.#generation;
    return () => mine !== this.#generation;
  }

  /** Somebody is waiting (`asked`): says how far it is, and shows the laws before they are checked. Else all is shown at once. */
  async #fit(asked: boolean): Promise<FitOutcome> {
    const isOld = this.#supersede();
    const { state, failed } = this.#options;
    this.#asked = askedOf(state().choices);
    try {
      const plan = planFits(shownRuns(state()), state().choices.fit, state().fits);
      const groups = await this.#fitGroups(plan, isOld, asked && !plan.stands);
      if (!isOld()) this.#show(plan.finish(groups), isOld, asked).catch(failed);
      const good = groups.filter(({ result }) => result.fit.status === "fitted").length;
      return { fitted: good, notFitted: groups.length - good, cancelled: isOld() };
    } catch (error) {
      if (!isOld()) this.#finished();
      throw error;
    }
  }

  /** Fits group by group; those that were fitted when it was superseded. */
  async #fitGroups(plan: Plan, isOld: () => boolean, tell: boolean): Promise<FittedGroup[]> {
    const total = plan.groups.length;
    const groups: FittedGroup[] = [];
    if (tell) this.#work({ kind: "fitting", unit: "groups", done: 0, total });
    for (let index = 0; index < total; index++) {
      const kept = plan.kept(index);
      const group = kept ?? (await this.#run(plan.task(index), isOld));
      if (isOld()) break;
      groups.push(group);
      if (tell) this.#work({ kind: "fitting", unit: "groups", done: index + 1, total });
    }
    return groups;
  }

  /** Shows the laws and makes the further fits that their observations rest on; resolves when the observations are shown too. */
  async #show(fits: Fits, isOld: () => boolean, asked: boolean): Promise<void> {
    const dispatch = (): void => {
      this.#options.dispatch({ type: "fitted", fits: { ...fits, refits: this.#known(refits) ?? "pending" } });
    };
    const refits = refitsOf(fits);
    const missing = refits.filter((refit) => this.#find(refit) === undefined);
    if (asked || missing.length === 0) dispatch();
    for (const [index, { curves, protocol, result, purpose }] of missing.entries()) {
      if (asked) this.#work({ kind: "checking", unit: "groups", done: index, total: missing.length });
      const fit = await this.#runRefit({ curves, protocol }, isOld);
      if (isOld()) return;
      this.#refits.set(result, (this.#refits.get(result) ?? new Map<string, Fit>()).set(purpose, fit));
    }
    if (missing.length > 0) dispatch();
    this.#finished();
  }

  #finished(): void {
    this.#asked = undefined;
    this.#work(undefined);
    if (this.#isStale) this.#schedule("soon");
    this.#isStale = false;
  }

  /** A thread that ended unexpectedly takes one group with it, not the study. */
  async #run(task: FitTask, isOld: () => boolean): Promise<FittedGroup> {
    try {
      return task.fitted(await this.#options.runner.fit(task.curves, task.protocol));
    } catch (error) {
      if (!isOld()) this.#options.failed(error);
      return task.fitted({ fit: stopped(error), protocol: resolveProtocol(task.protocol, task.curves) });
    }
  }

  async #runRefit({ curves, protocol }: Pick<Refit, "curves" | "protocol">, isOld: () => boolean): Promise<Fit> {
    try {
      return (await this.#options.runner.fit(curves, protocol)).fit;
    } catch (error) {
      if (!isOld()) this.#options.failed(error);
      return stopped(error);
    }
  }

  #find({ result, purpose }: Refit): Fit | undefined {
    return this.#refits.get(result)?.get(purpose);
  }

  /** All of these, or undefined while one of them is missing. */
  #known(refits: readonly Refit[]): ReadonlyMap<string, Fit> | undefined {
    const known = new Map<string, Fit>();
    for (const refit of refits) {
      const fit = this.#find(refit);
      if (fit === undefined) return undefined;
      known.set(refit.key, fit);
    }
    return known;
  }

  #work(work: Work | undefined): void {
    if (work !== undefined || this.#options.state().work?.kind !== "reading")
      this.#options.dispatch({ type: "working", work });
  }
}

/** The choices that decide what is fitted, as text. */
const askedOf = ({ fit, filter }: Choices): string => JSON.stringify([fit, filter]);

function stopped(error: unknown): Fit {
  return notFitted("stopped", error instanceof Error ? error.message : String(error));
}
