"""JSON Lines by Python's json (as lingua's and most loops' loggers), CSV by its csv module as Lightning's CSVLogger uses it."""
import csv
import json
import math
import shutil

from common import ROOT, expect, folder, losses, series


def lingua(path, steps, values):
    path.mkdir(parents=True)
    with open(path / "metrics.jsonl", "w") as out:
        for step, value in zip(steps, values):
            row = {"global_step": step, "acc_step": 0, "speed": {"wps": 1234.5, "FLOPS": 1e15}, "optim": {"lr": 1e-3, "total_tokens": 8192},
                   "loss": {"out": value}, "created_at": f"2024-05-01T10:00:{step % 60:02d}+00:00"}
            out.write(json.dumps(row) + "\n")
    (path / "config.yaml").write_text("name: tiny\nmodel:\n  dim: 64\n  n_layers: 2\n  vocab_size: 256\noptim:\n  lr: 0.001\nsteps: 40\n")


def loop(path, parts):
    """A loop's own logger: NaN as json writes it, a restart in the same file, no newline at the end."""
    with open(path, "w") as out:
        lines = [json.dumps({"step": s, "train_loss": v, "val": {"code": {"loss": v + 1}}, "tokens": s * 100}) for rows in parts for s, v in rows]
        out.write("\n".join(lines))


def lightning(path, steps, train, val_steps, val):
    path.mkdir(parents=True)
    rows = [{"epoch": 0, "step": s, "train_loss": v} for s, v in zip(steps, train)]
    rows += [{"epoch": 0, "step": s, "val_loss": v} for s, v in zip(val_steps, val)]
    rows.sort(key=lambda row: row["step"])
    with open(path / "metrics.csv", "w", newline="") as out:
        writer = csv.DictWriter(out, fieldnames=["epoch", "step", "train_loss", "val_loss"])
        writer.writeheader()
        writer.writerows(rows)
    (path / "hparams.yaml").write_text("n_params: 3000000\nlr: 0.01\nobj: !!python/object:x.Y {a: 1}\n")


if __name__ == "__main__":
    shutil.rmtree(ROOT / "tables", ignore_errors=True)
    logs = folder("tables")
    steps = list(range(1, 41))
    a = losses(steps, 21)
    lingua(logs / "tiny", steps, a)
    first, second = list(zip(range(0, 30), losses(range(30), 22))), list(zip(range(20, 50), losses(range(20, 50), 23)))
    second[5] = (second[5][0], math.nan)
    loop(logs / "loop-2M.jsonl", [first, second])
    merged = first[:20] + second
    val_steps = [9, 19, 29]
    b, c = losses(range(0, 30), 24), losses(val_steps, 25)
    lightning(logs / "lightning" / "lightning_logs" / "version_0", list(range(30)), b, val_steps, c)
    expect("tables", [
        {"name": "tiny", "params": 12 * 2 * 64 * 64 + 256 * 64, "tokens": 40 * 8192, "config": {"optim/lr": 0.001},
         "series": {"loss/out": series(steps, a)}},
        {"name": "loop-2M", "params": 2e6, "tokens": 4900, "restarts": 1, "series": {
            "train_loss": series([s for s, _ in merged], [v for _, v in merged]),
            "val/code/loss": series([s for s, _ in merged], [v + 1 for _, v in merged])}},
        {"name": "lightning", "params": 3e6, "config": {"lr": 0.01},
         "series": {"train_loss": series(list(range(30)), b), "val_loss": series(val_steps, c)}},
    ])
