"""Runs by swanlab itself, offline: one finished, one that crashed. Run with an older swanlab (0.6) it makes the older files."""
import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from common import ROOT, expect, folder, losses, series

RUN = """
import json, math, sys, swanlab
spec = json.loads(sys.argv[1])
swanlab.init(project="study", experiment_name=spec["name"], mode="offline", logdir=spec["dir"], config=spec["config"])
for step, row in spec["rows"]:
    swanlab.log({k: (math.nan if v is None else v) for k, v in row.items()}, step=step)
if spec["crash"]:
    raise RuntimeError("diverged")
swanlab.finish()
"""


def run(logs, name, rows, config, crash):
    import json

    spec = {"name": name, "dir": str(logs), "rows": rows, "config": config, "crash": crash}
    env = {**os.environ, "SWANLAB_LOG_LEVEL": "error"}
    subprocess.run([sys.executable, "-c", RUN, json.dumps(spec)], env=env, check=not crash, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    older = tuple(int(n) for n in re.findall(r"\d+", version("swanlab"))[:2]) < (0, 7)
    sample = "swanlab_older" if older else "swanlab"
    shutil.rmtree(ROOT / sample, ignore_errors=True)
    # The files name the folder in which they were made: one that says nothing of a machine.
    logs = Path("/study/swanlog")
    shutil.rmtree(logs, ignore_errors=True)
    logs.mkdir(parents=True)
    steps = list(range(0, 200, 10))
    runs = []
    for name, params, seed, crash in [("small", 5e6, 51, False), ("large", 2e7, 52, True)]:
        values = losses(steps, seed)
        rows = [(s, {"train/loss": v, "tokens": s * 4096, "grad": None if s == 50 else 1.0})
                for s, v in zip(steps, values)]
        run(logs, name, rows, {"n_params": int(params), "lr": 3e-4, "model": {"depth": 2}}, crash)
        runs.append({
            "name": name,
            "params": params,
            "tokens": steps[-1] * 4096,
            "flops": 6 * params * steps[-1] * 4096,
            "status": "failed" if crash else "finished",
            "restarts": 0,
            "config": {"lr": 3e-4},
            "series": {"train/loss": series(steps, values)},
        })
    for path in sorted(logs.rglob("*"), reverse=True):
        # What swanlab notes of the machine, and folders that are left empty.
        if path.is_file() and not path.name.endswith((".swanlab", "config.yaml")):
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()
    shutil.copytree(logs, folder(sample) / "swanlog")
    shutil.rmtree("/study")
    expect(sample, runs)
