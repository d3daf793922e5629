import { planFits } from "../core/state/fitting";
import type { Event } from "../core/state/reduce";
import { shownRuns } from "../core/state/select";
import type { FittedGroup, State } from "../core/state/state";
import { viewOf } from "../core/views/index";
import { frame } from "./viewScheduler";

/** After a change of the logs, fits wait so long for the next change. */
const settle = 400;

export interface FitOutcome {
  readonly fitted: number;
  readonly notFitted: number;
  readonly cancelled: boolean;
}

/** Keeps the fits true to the state. */
export interface Fitter {
  /** Fits now what the state asks for. A newer call ends an older one, which then says so. */
  fit(): Promise<FitOutcome>;
  /** The runs or the choices changed: fit again, if fits are shown and no longer stand. */
  touch(delay?: "now" | "soon"): void;
  cancel(): void;
  close(): void;
}

export interface FitterOptions {
  readonly state: () => State;
  readonly dispatch: (event: Event) => void;
  readonly cancelled: () => boolean;
  readonly failed: (error: unknown) => void;
}

export function createFitter({ state, dispatch, cancelled, failed }: FitterOptions): Fitter {
  let generation = 0;
  let timer: NodeJS.Timeout | undefined;

  const fit = async (asked = true): Promise<FitOutcome> => {
    clearTimeout(timer);
    timer = undefined;
    const mine = ++generation;
    const stop = (): boolean => mine !== generation || cancelled();
    const plan = planFits(shownRuns(state()), state().choices.fit, state().fits);
    const total = plan.groups.length;
    const fitted: FittedGroup[] = [];
    if (asked && !plan.stands) {
      dispatch({ type: "working", work: { kind: "fitting", unit: "groups", done: 0, total } });
      await shown();
    }
    for (let done = 0; done < total && !stop(); done++) {
      fitted.push(plan.fit(done, stop));
      if (plan.stands) continue;
      dispatch({ type: "working", work: { kind: "fitting", unit: "groups", done: done + 1, total } });
      await turn();
    }
    const ended = stop();
    if (mine === generation) {
      if (!ended) dispatch({ type: "fitted", fits: plan.finish(fitted) });
      dispatch({ type: "working", work: undefined });
    }
    const good = fitted.filter(({ result }) => result.fit.status === "fitted").length;
    return { fitted: good, notFitted: fitted.length - good, cancelled: ended };
  };
  return {
    fit: () => fit(),
    touch(delay = "now") {
      const { choices, fits, read } = state();
      if (!read || (!viewOf(choices.tab).needsFit && fits === undefined)) return;
      if (delay === "soon" && timer !== undefined) return;
      clearTimeout(timer);
      timer = setTimeout(
        () => {
          fit(delay === "now").catch(failed);
        },
        delay === "now" ? 0 : settle,
      );
    },
    cancel() {
      generation++;
      dispatch({ type: "working", work: undefined });
    },
    close() {
      generation++;
      clearTimeout(timer);
    },
  };
}

/** Lets a view out before the first piece of work: that one may take a minute, and who asked for it should see that it began. */
function shown(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, frame + 1));
}

/** Lets messages in between two pieces of work. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
