"""A trackio project as it lies on disk while trackio still has it open: the newest steps are in the write-ahead log alone."""
import os
import shutil
import tempfile
from pathlib import Path

MADE = Path(tempfile.mkdtemp())
os.environ["TRACKIO_DIR"] = str(MADE)

import sqlite3  # noqa: E402

from trackio.sqlite_storage import SQLiteStorage  # noqa: E402

from common import ROOT, expect, folder, losses, series  # noqa: E402

if __name__ == "__main__":
    shutil.rmtree(ROOT / "trackio", ignore_errors=True)
    logs = folder("trackio")
    steps = list(range(0, 300, 10))
    runs = []
    path = SQLiteStorage.init_db("pile")
    # A second reader keeps the log from being moved into the database when a writer closes.
    keep = sqlite3.connect(path)
    for name, params, seed in [("small", 5e6, 31), ("large", 2e7, 32)]:
        values = losses(steps, seed)
        rows = [{"train/loss": v, "tokens": s * 4096, "grad_norm": float("nan") if s == 50 else 1.0}
                for s, v in zip(steps, values)]
        times = [f"2026-01-01T00:{s // 60:02}:{s % 60:02}+00:00" for s in steps]
        half = len(steps) // 2
        config = {"n_params": int(params), "lr": 3e-4, "_Username": "someone"}
        SQLiteStorage.bulk_log("pile", name, rows[:half], steps[:half], times[:half], config, run_id=f"{name}id")
        if name == "small":
            keep.execute("pragma wal_checkpoint(truncate)")
        keep.execute("select count(*) from metrics").fetchall()
        SQLiteStorage.bulk_log("pile", name, rows[half:], steps[half:], times[half:], run_id=f"{name}id")
        runs.append({
            "name": name,
            "params": params,
            "tokens": steps[-1] * 4096,
            "flops": 6 * params * steps[-1] * 4096,
            "restarts": 0,
            "config": {"lr": 3e-4},
            "series": {"train/loss": series(steps, values)},
        })
    for ending in ("", "-wal"):
        shutil.copy(f"{path}{ending}", logs / f"pile.db{ending}")
    print({p.name: p.stat().st_size for p in logs.iterdir()})
    inside = sqlite3.connect(":memory:")
    inside.deserialize((logs / "pile.db").read_bytes().replace(b"\x02\x02", b"\x01\x01", 1))
    print("rows without the log:", inside.execute("select count(*) from metrics").fetchone())
    expect("trackio", runs)
    # What trackio exports for a Hub data set: the same runs, without their database.
    shutil.rmtree(ROOT / "trackio_parquet", ignore_errors=True)
    SQLiteStorage._dataset_import_attempted = True
    SQLiteStorage.export_to_parquet()
    exported = folder("trackio_parquet")
    for name in ("pile.parquet", "pile_configs.parquet"):
        shutil.copy(MADE / name, exported)
    expect("trackio_parquet", runs)
    keep.close()
    shutil.rmtree(MADE)
