"""Offline runs by wandb itself: one finished, one that failed, one resumed under its id, one whose process was killed."""
import math
import os
import shutil
import subprocess
import sys

from common import ROOT, expect, folder, losses, series

RUN = """
import json, math, os, sys, wandb
spec = json.loads(sys.argv[1])
run = wandb.init(mode="offline", project="study", id=spec["id"], name=spec["name"], dir=spec["dir"], config=spec["config"],
                 settings=wandb.Settings(console="off", disable_git=True, disable_code=True, x_disable_stats=True,
                                         x_disable_meta=True, host="host", root_dir=spec["dir"]))
for step, row in spec["rows"]:
    run.log({k: (math.nan if v is None else v) for k, v in row.items()}, step=step)
if spec["kill"]:
    import time
    time.sleep(3)
    os._exit(1)
run.finish(exit_code=spec["exit"])
"""


def run(directory, name, rows, config, id=None, exit=0, kill=False):
    import json

    spec = {"id": id or name, "name": name, "dir": str(directory), "rows": rows, "config": config, "exit": exit, "kill": kill}
    env = {**os.environ, "WANDB_SILENT": "true", "WANDB_ERROR_REPORTING": "false"}
    subprocess.run([sys.executable, "-c", RUN, json.dumps(spec)], env=env, check=not kill)


if __name__ == "__main__":
    shutil.rmtree(ROOT / "wandb", ignore_errors=True)
    logs = folder("wandb")
    steps = list(range(0, 60, 2))
    a = losses(steps, 11)
    a[4] = None
    rows = [(s, {"train/loss": v, "tokens": s * 512, "nested": {"lr": 0.1}}) for s, v in zip(steps, a)]
    rows += [(60, {"eval/code/loss": 2.5, "tokens": 60 * 512})]
    run(logs, "small-5M", rows, {"lr": 0.01, "model": {"n_params": 5000000}})
    b = losses(steps, 12)
    run(logs, "large-20M", [(s, {"train/loss": v}) for s, v in zip(steps, b)], {"lr": 0.02}, exit=1)
    more = list(range(40, 90, 2))
    c, d = losses(steps, 13), losses(more, 14)
    import time
    run(logs, "resumed", [(s, {"train/loss": v}) for s, v in zip(steps, c)], {"lr": 0.03})
    time.sleep(2)
    run(logs, "resumed", [(s, {"train/loss": v}) for s, v in zip(more, d)], {"lr": 0.03})
    for extra in logs.rglob("*"):
        if extra.is_symlink() or extra.name.startswith("debug") or extra.name in ("requirements.txt", "wandb-metadata.json"):
            extra.unlink()
    nan = lambda values: [math.nan if v is None else v for v in values]
    expect("wandb", [
        {"name": "small-5M", "params": 5e6, "tokens": 60 * 512, "flops": 6 * 5e6 * 60 * 512, "status": "finished", "config": {"lr": 0.01},
         "series": {"train/loss": series(steps, nan(a)), "eval/code/loss": series([60], [2.5])}},
        {"name": "large-20M", "params": 20e6, "status": "failed", "series": {"train/loss": series(steps, b)}},
        {"name": "resumed", "restarts": 1, "series": {
            "train/loss": series([s for s in steps if s < 40] + more, [v for s, v in zip(steps, c) if s < 40] + d)}},
    ])
