"""Parquet tables by pandas and pyarrow: a log of two runs in every compression, and results named by their index."""
import shutil

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from common import ROOT, expect, folder, losses, series

if __name__ == "__main__":
    shutil.rmtree(ROOT / "parquet", ignore_errors=True)
    logs = folder("parquet")
    steps = list(range(0, 300, 10))
    runs = []
    # Every compression pyarrow writes; two pages and two row groups each, dates, and cells that are missing.
    for seed, codec in enumerate(["snappy", "gzip", "brotli", "zstd", "lz4", "none"], 41):
        values = losses(steps, seed)
        frame = pd.DataFrame({
            "step": steps,
            "train_loss": values,
            "tokens": [s * 4096 for s in steps],
            "eval/c4/loss": [v + 1 if s % 50 == 0 else None for s, v in zip(steps, values)],
            "timestamp": pd.to_datetime([1.7e9 + s for s in steps], unit="s"),
            "lists": [[1.0, 2.0]] * len(steps),
        })
        table = pa.Table.from_pandas(frame, preserve_index=False)
        version = "2.0" if codec in ("zstd", "none") else "1.0"
        pq.write_table(table, logs / f"{codec}-{seed - 40}M.parquet", compression=codec, row_group_size=20,
                       data_page_version=version)
        runs.append({
            "name": f"{codec}-{seed - 40}M",
            "params": (seed - 40) * 1e6,
            "tokens": 290 * 4096,
            "restarts": 0,
            "series": {
                "train_loss": series(steps, values),
                "eval/c4/loss": series(steps[::5], [v + 1 for v in values[::5]]),
            },
        })
    results = pd.DataFrame({"params": [1e7, 1e8], "tokens": [1e9, 1e10], "val_loss": [3.5, 2.5]}, index=["a", "b"])
    results.to_parquet(logs / "results.parquet")
    for name, params, tokens, loss in [("a", 1e7, 1e9, 3.5), ("b", 1e8, 1e10, 2.5)]:
        runs.append({"name": name, "params": params, "tokens": tokens, "series": {
            "val_loss": {"points": 1, "firstStep": None, "lastStep": None, "first": loss, "last": loss, "min": loss}}})
    pd.DataFrame({"text": ["not", "a", "log"], "ids": [1, 2, 3]}).to_parquet(logs / "corpus.parquet")
    expect("parquet", runs)
