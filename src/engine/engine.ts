import { askedOf, askedOfAll } from "../core/runs/described/missingFacts";
import { isWrong } from "../core/choices/choice";
import { patchOf, readPatch } from "../core/state/choose";
import { offerOf } from "../core/state/offer";
import { reduce, type Event } from "../core/state/reduce";
import { runOf } from "../core/state/select";
import { emptyState, type State } from "../core/state/state";
import { lineHover, pointHover, runHover } from "../core/views/hover";
import { patchOfPick, tabIds, tabOfFits } from "../core/views/index";
import { reportOfState, reportText, type ReportFormat } from "../core/export/report";
import type { Intent } from "../protocol/intents";
import type { JobName, Jobs, Push } from "../protocol/jobs";
import { createFitter } from "./fitter";
import { createKeeper, type Keeping } from "./cacheWriter";
import { createLibrary, type Library, type Progress } from "./logIndex";
import { readingWork } from "./read/readingWork";
import { createScreen, frame } from "./viewScheduler";
import type { Source } from "./source/source";
import { createUpkeep } from "./polling";

/** What an engine needs from the place it runs in. */
export interface Surroundings {
  readonly source: Source;
  /** Says something to the host. The arrays of a pushed view belong to the message: they may be transferred. */
  readonly push: (push: Push) => void;
  /** Polled during long work; true ends it. */
  readonly cancelled: () => boolean;
  /** Where the cache that the settings name is made; absent: none is. */
  readonly keeping?: Keeping;
}

/** The study behind the panel, the tree and the hovers: jobs in, whole views out. */
export interface Engine {
  handle<K extends JobName>(job: K, arg: Jobs[K][0]): Promise<Jobs[K][1]>;
  close(): void;
}

type Handlers = { readonly [K in JobName]: (arg: Jobs[K][0]) => Jobs[K][1] | Promise<Jobs[K][1]> };

export function createEngine({ source, push, cancelled, keeping }: Surroundings): Engine {
  let state: State = emptyState;
  let library: Library | undefined;
  let nextFound = 0;
  let nextWord = 0;
  const screen = createScreen(() => state, push);
  const dispatch = (event: Event): void => {
    state = reduce(state, event);
    screen.changed();
  };
  const failed = (error: unknown): void => {
    push({
      type: "log",
      level: "error",
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  };
  const fitter = createFitter({ state: () => state, dispatch, cancelled, failed });
  const keeper = createKeeper(source, keeping, failed);
  const upkeep = createUpkeep(failed);

  const found = (from: Library): void => {
    dispatch({ type: "found", runs: from.runs(), files: from.files(), problems: from.problems() });
    upkeep.watch(from, from.runs(), () => {
      if (library === from) found(from);
    });
  };

  /** Shows runs while the rest is still being read, but seldom: making runs costs more the more there are. */
  const reading = (from: Library, progress: Progress): void => {
    const began = performance.now();
    if (began >= nextWord) {
      dispatch({ type: "working", work: readingWork(progress) });
      nextWord = began + frame;
    }
    if (began < nextFound) return;
    found(from);
    nextFound = began + Math.max(500, 20 * (performance.now() - began));
  };

  const take = async (from: Library, change: Promise<boolean>): Promise<void> => {
    const any = await change;
    if (library !== from) return;
    if (state.work?.kind === "reading") dispatch({ type: "working", work: undefined });
    if (!any) return;
    found(from);
    fitter.touch("soon");
    keeper.read(from, "changed");
  };

  const report = (format: ReportFormat): string => reportText(reportOfState(state), format);

  const jobs: Handlers = {
    async open({ roots, settings }) {
      library?.close();
      upkeep.stop();
      fitter.cancel();
      dispatch({ type: "opened", roots: roots.map(({ name }) => name) });
      const opened = createLibrary(source, roots, {
        runPattern: settings.runPattern,
        exclude: settings.exclude,
        cancelled,
        cache: keeper.at(settings.cache),
        onProgress: (progress) => {
          if (library === opened) reading(opened, progress);
        },
      });
      library = opened;
      await opened.open();
      if (library !== opened) return { runs: 0, files: 0 };
      found(opened);
      dispatch({ type: "working", work: undefined });
      dispatch({ type: "read" });
      fitter.touch();
      keeper.read(opened, "opened");
      upkeep.poll(settings.pollSeconds, () => take(opened, opened.refresh()));
      return { runs: state.runs.length, files: state.files };
    },
    async changed({ paths }) {
      if (library !== undefined) await take(library, library.changed(paths));
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
      if (id === null) return askedOfAll(state.runs);
      const run = runOf(state, id);
      return run === undefined ? [] : [askedOf(run, state.runs)];
    },
    report: ({ format }) => report(format),
  };

  const act = (intent: Intent): void => {
    switch (intent.type) {
      case "ready":
        dispatch({ type: "resized", chartWidth: intent.chartWidth });
        if (intent.saved !== undefined) dispatch({ type: "chose", patch: readPatch(intent.saved, undefined, tabIds) });
        screen.ready();
        fitter.touch();
        return;
      case "resized":
        dispatch({ type: "resized", chartWidth: intent.chartWidth });
        return;
      case "chose":
        dispatch({ type: "chose", patch: readPatch(intent.patch, undefined, tabIds) });
        fitter.touch();
        return;
      case "set": {
        const patch = patchOf(intent.key, intent.texts);
        if (isWrong(patch)) {
          push({ type: "page", message: { type: "refused", key: intent.key, message: patch.wrong } });
          return;
        }
        dispatch({ type: "chose", patch });
        fitter.touch();
        return;
      }
      case "picked":
        dispatch({ type: "chose", patch: patchOfPick(state, intent.target) });
        fitter.touch();
        return;
      case "fitted":
        dispatch({ type: "chose", patch: { tab: tabOfFits(state.choices.tab) } });
        fitter.fit().catch(failed);
        return;
      case "cancelled":
        fitter.cancel();
        return;
      case "pointed": {
        const { chart, line, index, run, metric, x } = intent;
        const text = pointHover(state, run, metric, x);
        if (text !== undefined) push({ type: "page", message: { type: "point", point: { chart, line, index, text } } });
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
        screen.drew(intent.revision);
        return;
    }
  };

  return {
    handle: async (job, arg) => (jobs[job] as (arg: unknown) => Promise<never>)(arg),
    close() {
      upkeep.stop();
      keeper.stop();
      fitter.close();
      screen.close();
      library?.close();
    },
  };
}
