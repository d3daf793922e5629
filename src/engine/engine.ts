import { missingFactsOf, missingFactsOfAll } from "../core/runs/described/missingFacts";
import { isWrong } from "../core/choices/choice";
import type { ChoicesPatch } from "../core/state/choices";
import { patchOf, readPatch } from "../core/state/choose";
import { offerOf } from "../core/state/offer";
import { reduce, type Event } from "../core/state/reduce";
import { runOf } from "../core/state/select";
import { emptyState, type State } from "../core/state/state";
import { lineHover, pointHover, runHover } from "../core/views/hover";
import { patchOfPick, tabIds, tabOfFits, viewOf } from "../core/views/index";
import { reportText, type ReportFormat } from "../core/export/index";
import { reportOfState } from "../core/export/report";
import type { Intent } from "../protocol/intents";
import type { JobName, Jobs, Push } from "../protocol/jobs";
import { systemClock, type Clock } from "../clock";
import { createAsker } from "./asker";
import { createFitter } from "./fitter";
import type { FitRunner } from "./fitRunner";
import { createCacheWriter, type CacheSetup } from "./cacheWriter";
import { createLogIndex } from "./logFiles";
import type { ReadThreads } from "./read/readThreads";
import type { LogIndex, Progress } from "./logIndex";
import { readingWork } from "./read/readingWork";
import { createViewScheduler, frame } from "./viewScheduler";
import type { Source } from "./source/source";
import { createPolling } from "./polling";

/** What an engine needs of the place it runs in. */
export interface EngineOptions {
  readonly source: Source;
  /** Says something to the host. The arrays of a pushed view are the state's own: copy them before they are transferred. */
  readonly push: (push: Push) => void;
  /** Where fits are computed; the engine closes it. */
  readonly fits: FitRunner;
  /** How the read cache is stored, where the settings ask for one; absent: there is none. */
  readonly cache?: CacheSetup;
  /** Threads that read large files; absent: all are read here. */
  readonly threads?: ReadThreads | undefined;
  readonly clock?: Clock;
}

/** The study behind the panel, the tree and the hovers: jobs in, whole views out. */
export interface Engine {
  handle<K extends JobName>(job: K, arg: Jobs[K][0]): Promise<Jobs[K][1]>;
  close(): void;
}

type Handlers = { readonly [K in JobName]: (arg: Jobs[K][0]) => Jobs[K][1] | Promise<Jobs[K][1]> };

/** Between two looks at the runs while logs are read: at least so long (milliseconds), and so many times as long as a look takes. */
const readingPause = 500;
const readingThrottle = 20;

export function createEngine({ source, push, fits, cache, threads, clock = systemClock }: EngineOptions): Engine {
  let state: State = emptyState;
  let index: LogIndex | undefined;
  let nextFound = 0;
  let nextProgress = 0;
  const views = createViewScheduler(() => state, push, clock);
  const dispatch = (event: Event): void => {
    state = reduce(state, event);
    views.changed();
  };
  const failed = (error: unknown): void => {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    push({ type: "log", level: "error", message });
  };
  const fitter = createFitter({ state: () => state, dispatch, runner: fits, clock, failed });
  const asker = createAsker({ state: () => state, dispatch, runner: fits });
  const cacheWriter = createCacheWriter({ source, setup: cache, clock, failed });
  const polling = createPolling(clock, failed);

  const found = (from: LogIndex): void => {
    dispatch({ type: "found", runs: from.runs(), files: from.files(), problems: from.problems() });
    const { choices: fit } = from.protocol();
    if (JSON.stringify(fit) !== JSON.stringify(state.standing)) dispatch({ type: "described", fit });
    polling.watch(from, from.runs(), () => {
      if (index === from) found(from);
    });
  };

  /** Shows runs while the rest is still being read, but seldom: assembling them costs more the more there are. */
  const reading = (from: LogIndex, progress: Progress): void => {
    const began = clock.elapsed();
    if (began >= nextProgress) {
      dispatch({ type: "working", work: readingWork(progress) });
      nextProgress = began + frame;
    }
    if (began < nextFound) return;
    found(from);
    nextFound = began + Math.max(readingPause, readingThrottle * (clock.elapsed() - began));
  };

  const take = async (from: LogIndex, change: Promise<boolean>): Promise<void> => {
    const any = await change;
    if (index !== from) return;
    if (state.work?.kind === "reading") dispatch({ type: "working", work: undefined });
    if (!any) return;
    found(from);
    fitter.touch("soon");
    cacheWriter.schedule(from, "changed");
  };

  const report = (format: ReportFormat): string => reportText(reportOfState(state), format);

  const jobs: Handlers = {
    async open({ roots, settings }) {
      index?.close();
      polling.stop();
      fitter.cancel();
      dispatch({ type: "opened", roots: roots.map(({ name }) => name) });
      const opened = createLogIndex(source, roots, {
        runPattern: settings.runPattern,
        exclude: settings.exclude,
        cache: cacheWriter.open(settings.cache),
        threads,
        now: () => clock.now(),
        onProgress: (progress) => {
          if (index === opened) reading(opened, progress);
        },
      });
      index = opened;
      await opened.open();
      if (index !== opened) return { runs: 0, files: 0 };
      found(opened);
      dispatch({ type: "working", work: undefined });
      dispatch({ type: "read" });
      fitter.touch("now");
      cacheWriter.schedule(opened, "opened");
      polling.poll(settings.pollSeconds, () => take(opened, opened.refresh()));
      return { runs: state.runs.length, files: state.files };
    },
    async changed({ paths }) {
      if (index !== undefined) await take(index, index.changed(paths));
      return { runs: state.runs.length };
    },
    intent(intent) {
      act(intent);
      return null;
    },
    fit(patch) {
      dispatch({ type: "chose", patch: { tab: tabOfFits(state.choices.tab), ...patch } });
      return fitter.fit();
    },
    choices: () => ({ choices: state.choices, offer: offerOf(state.runs) }),
    tooltip({ run: id }) {
      const run = runOf(state, id);
      return run === undefined ? null : runHover(state, run);
    },
    lineHover: ({ path, line }) => lineHover(state, path, line) ?? null,
    describe({ run: id }) {
      if (id === null) return missingFactsOfAll(state.runs);
      const run = runOf(state, id);
      return run === undefined ? [] : [missingFactsOf(run, state.runs)];
    },
    ask: ({ question, parameters }) => asker.answer(question, parameters),
    report: ({ format }) => report(format),
  };

  const chose = (patch: ChoicesPatch): void => {
    dispatch({ type: "chose", patch });
    fitter.touch("now");
  };

  const act = (intent: Intent): void => {
    switch (intent.type) {
      case "ready":
        dispatch({ type: "resized", chartWidth: intent.chartWidth });
        if (intent.saved !== undefined) dispatch({ type: "chose", patch: readPatch(intent.saved, undefined, tabIds) });
        views.ready();
        fitter.touch("now");
        return;
      case "resized":
        dispatch({ type: "resized", chartWidth: intent.chartWidth });
        return;
      case "chose":
        chose(readPatch(intent.patch, undefined, tabIds));
        return;
      case "set": {
        const patch = patchOf(intent.key, intent.texts);
        if (isWrong(patch)) push({ type: "page", message: { type: "refused", key: intent.key, message: patch.wrong } });
        else chose(patch);
        return;
      }
      case "picked":
        chose(patchOfPick(state, intent.target));
        return;
      case "fitted":
        dispatch({ type: "chose", patch: { tab: tabOfFits(state.choices.tab) } });
        fitter.fit().catch(failed);
        return;
      case "asked":
        asker.show(intent.question).catch(failed);
        return;
      case "cancelled":
        fitter.cancel();
        return;
      case "pointed": {
        const { chart, line, index, run, metric, x } = intent;
        const text = pointHover(state, run, metric, x);
        if (text === undefined) return;
        const beside = viewOf(state.choices.tab).beside?.(state, chart, x, run) ?? { rows: [], of: 0 };
        push({ type: "page", message: { type: "point", point: { chart, line, index, text, beside } } });
        return;
      }
      case "openedRun": {
        const path = runOf(state, intent.run)?.files[0];
        if (path !== undefined) push({ type: "effect", effect: { type: "openFile", path } });
        return;
      }
      case "copied":
        push({
          type: "effect",
          effect: { type: "copy", text: report(intent.what), label: `coefficients (${intent.what})` },
        });
        return;
      case "drew":
        views.drew(intent.revision);
        return;
    }
  };

  return {
    handle: async (job, arg) => (jobs[job] as (arg: unknown) => Promise<never>)(arg),
    close() {
      polling.stop();
      cacheWriter.stop();
      fitter.close();
      views.close();
      index?.close();
    },
  };
}
