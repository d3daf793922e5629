"""
Trains the whole family: `python family.py OUT`. Each run is a process of its own with one thread; two go at a time.

A finished run is not repeated, and one that was broken off goes on from its last checkpoint: start it again at any
time. `--quick` makes a small family with every logger in under two minutes. At the end expected.json in the work folder
says what was trained, as the training itself knew it: tests compare it with what Isoflop reads from the logs.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from pathlib import Path

import data
from model import SIZES
from train import Spec

Mix = tuple[int, int, int]

STEPS = 1500

MIXES: dict[Mix, str] = {
    (45, 45, 10): "jsonl",
    (40, 20, 40): "tensorboard",
    (30, 30, 40): "wandb",
    (20, 40, 40): "mlflow-files",
}
"""Parts of image-caption, code and text, as in Shukor et al. (2025), and the logger of each."""

COMMON: Mix = (40, 20, 40)
"""The mix of all that is not about mixes."""

LEARNING_RATE = {"11K": 0.02, "20K": 0.015, "46K": 0.01, "124K": 0.006, "264K": 0.004, "691K": 0.0026}
"""By size, after the sweep: the best of 46K, and from there as 1/√N, between the best two of 11K and of 264K."""

KILLED = {((45, 45, 10), "46K"): 640, ((40, 20, 40), "20K"): 890, ((30, 30, 40), "46K"): 1180}
"""Runs of the grid whose first process is killed, and at which step."""


def grid() -> Iterator[Spec]:
    """Every size on every mix."""
    for size in reversed(SIZES):
        for mix, logger in MIXES.items():
            folder = f"grid/{'-'.join(map(str, mix))}"
            killed_at = KILLED.get((mix, size))
            yield Spec(size, folder, logger, "grid", size, mix, LEARNING_RATE[size], STEPS, killed_at=killed_at)


def sweep() -> Iterator[Spec]:
    """Learning rates of three sizes, a third as long."""
    for lr in (0.001, 0.003, 0.01, 0.03):
        for size in ("264K", "46K", "11K"):
            folder = f"lr-sweep/{size}"
            yield Spec(f"lr-{lr}", folder, "hugging-face", "lr-sweep", size, COMMON, lr, STEPS // 3)


def inits() -> Iterator[Spec]:
    """The common mix from scratch, and from a checkpoint that has only seen text."""
    for size in ("124K", "46K"):
        lr = LEARNING_RATE[size]
        text = Spec(size, "inits/text-only", "lightning", "inits", size, (0, 0, 100), lr, STEPS, seed=1)
        yield text
        for init, start in (("from-scratch", None), ("from-text", f"{text.folder}/{size}")):
            run = Spec(size, f"inits/{init}", "lightning", "inits", size, COMMON, lr, STEPS, 2, init, start_from=start)
            yield run


def seeds() -> Iterator[Spec]:
    for seed in (1, 2, 3):
        size = "46K"
        yield Spec(
            f"{size}-seed-{seed}", "seeds", "mlflow-sqlite", "seeds", size, COMMON, LEARNING_RATE[size], STEPS, seed
        )


def schedules() -> Iterator[Spec]:
    """A cosine in place of the constant rate."""
    for size in ("124K", "46K", "20K"):
        yield Spec(size, "cosine", "keras", "cosine", size, COMMON, LEARNING_RATE[size], STEPS, schedule="cosine")


def stability() -> Iterator[Spec]:
    """Rates from far too high, which diverges, to sound."""
    for lr in (2.0, 0.2, 0.02):
        yield Spec(f"lr-{lr}", "stability", "stdout", "stability", "46K", COMMON, lr, STEPS // 5)


def family(quick: bool) -> list[Spec]:
    """All runs, the longest first; a run that starts from another's weights comes after it."""
    runs = [*inits(), *grid(), *sweep(), *seeds(), *schedules(), *stability()]
    if not quick:
        return runs
    few: list[Spec] = []
    for run in runs:
        beside = sum(other.folder == run.folder for other in few)
        if (run.size == "46K" and beside == 0) or (run.size == "20K" and run.experiment == "grid"):
            few.append(replace(run, steps=40, killed_at=run.killed_at and 33))
    return few


def run_process(spec: Spec, out: Path, work: Path) -> int:
    log = work / spec.folder / spec.name / "process.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, str(Path(__file__).with_name("train.py")), json.dumps(asdict(spec)), str(out), str(work)]
    with log.open("a") as output:
        return subprocess.call(
            command, env={**os.environ, "OMP_NUM_THREADS": "1"}, stdout=output, stderr=output, start_new_session=True
        )


def complete(spec: Spec, out: Path, work: Path) -> str:
    """Runs until done; a run that is to be killed is started a second time, and goes on from its checkpoint."""
    own = work / spec.folder / spec.name
    start = time.time()
    if (own / "done.json").exists():
        return "was done"
    while spec.start_from is not None and not (work / spec.start_from / "weights.pt").exists():
        time.sleep(1)
    status = run_process(spec, out, work)
    if status == -signal.SIGKILL and spec.killed_at is not None:
        status = run_process(spec, out, work)
    if status != 0:
        raise RuntimeError(f"{spec.folder}/{spec.name} ended with {status}: see {own / 'process.log'}")
    return f"{time.time() - start:.0f} s"


def tidy(out: Path) -> None:
    """W&B leaves its own debugging logs, and links to the latest run."""
    for folder in out.rglob("wandb"):
        for path in folder.iterdir():
            if path.is_symlink():
                path.unlink()
        for path in [*folder.glob("*/logs"), *folder.glob("*/tmp")]:
            shutil.rmtree(path)


def expected(runs: list[Spec], work: Path) -> list[dict[str, object]]:
    """What was trained: every run with its exact counts and its losses at the end."""
    listed: list[dict[str, object]] = []
    for spec in runs:
        done = json.loads((work / spec.folder / spec.name / "done.json").read_text())
        config, last = done["config"], done["rows"][-1]
        chosen = ("experiment", "size", "mix", "init", "seed", "lr", "schedule", "n_params", "n_params_non_embedding")
        listed.append(
            {
                "path": f"{spec.folder}/{spec.name}",
                "logger": spec.logger,
                **{key: config[key] for key in chosen},
                "killed_at": spec.killed_at,
                "rows": len(done["rows"]),
                "evals": sum("eval/text/loss" in row for row in done["rows"]),
                **last,
            }
        )
    return sorted(listed, key=lambda run: str(run["path"]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path, help="where the logs go")
    parser.add_argument("--work", type=Path, help="where data and checkpoints go (default: OUT-work)")
    parser.add_argument("--quick", action="store_true", help="a small family of short runs")
    parser.add_argument("--only", default="", help="only the runs whose folder begins so")
    given = parser.parse_args()
    out: Path = given.out
    work: Path = given.work or out.with_name(out.name + "-work")
    if not (work / "data.npz").exists():
        data.prepare(work / "data.npz")
    runs = [run for run in family(given.quick) if run.folder.startswith(given.only)]
    start = time.time()
    with ThreadPoolExecutor(2) as pool:
        for spec, took in zip(runs, pool.map(lambda run: complete(run, out, work), runs), strict=True):
            print(f"{time.time() - start:6.0f} s  {spec.folder}/{spec.name}: {took}", flush=True)
    tidy(out)
    (work / "expected.json").write_text(json.dumps(expected(runs, work), indent=1) + "\n")


if __name__ == "__main__":
    main()
