"""MLflow's two stores, the files (mlruns/) and SQLite, each with the same runs logged by mlflow itself."""
import math
import os
import shutil
import sqlite3
from pathlib import Path

os.environ["MLFLOW_ALLOW_FILE_STORE"] = "true"
os.environ["LOGNAME"] = os.environ["USER"] = "someone"

import mlflow  # noqa: E402
from mlflow.tracking import MlflowClient  # noqa: E402

from common import ROOT, expect, folder, losses, series  # noqa: E402

# Tables that hold nothing of a run's curves: an empty one of each costs a page.
KEPT = {"experiments", "runs", "metrics", "params", "tags", "latest_metrics", "alembic_version"}


def log(uri):
    mlflow.set_tracking_uri(uri)
    # The default would be a path of the machine that logged.
    mlflow.create_experiment("width sweep", artifact_location="mlflow-artifacts:/1")
    mlflow.set_experiment("width sweep")
    runs = []
    for name, params, seed, end in [("small", 5e6, 21, "FINISHED"), ("large", 2e7, 22, "KILLED")]:
        steps = list(range(0, 200, 10))
        values = losses(steps, seed)
        with mlflow.start_run(run_name=name) as run:
            mlflow.log_params({"n_params": int(params), "lr": 3e-4, "optimizer": "adamw"})
            mlflow.set_tag("cluster", "a")
            for step, value in zip(steps, values):
                mlflow.log_metrics({"train/loss": value, "tokens": step * 4096.0}, step=step)
            mlflow.log_metric("eval/c4/loss", 3.5, step=100)
            mlflow.log_metric("eval/c4/loss", 3.25, step=190)
            mlflow.log_metric("grad norm", math.nan, step=10)
            mlflow.log_metric("grad norm", math.inf, step=20)
        if end != "FINISHED":
            MlflowClient().set_terminated(run.info.run_id, end)
        runs.append({
            "name": name,
            "params": params,
            "tokens": 190 * 4096,
            "flops": 6 * params * 190 * 4096,
            "status": "finished" if end == "FINISHED" else "failed",
            "restarts": 0,
            "config": {"lr": 3e-4, "optimizer": "adamw", "cluster": "a", "experiment": "width sweep"},
            "series": {
                "train/loss": series(steps, values),
                "eval/c4/loss": series([100, 190], [3.5, 3.25]),
            },
        })
    with mlflow.start_run(run_name="thrown away") as run:
        mlflow.log_metric("train/loss", 9.0, step=0)
    mlflow.delete_run(run.info.run_id)
    return runs


def tidy(path):
    """Leaves the tables that are read, and no path of this machine."""
    with sqlite3.connect(path) as db:
        db.execute("pragma foreign_keys = off")
        for (name,) in db.execute("select name from sqlite_master where type = 'table'").fetchall():
            if name not in KEPT and not name.startswith("sqlite_"):
                db.execute(f'drop table "{name}"')
        db.execute("update experiments set artifact_location = 'mlflow-artifacts:/0' where experiment_id = 0")
    db.execute("vacuum")
    db.close()


if __name__ == "__main__":
    for sample in ("mlflow_files", "mlflow_sqlite"):
        shutil.rmtree(ROOT / sample, ignore_errors=True)
    runs = log((folder("mlflow_files") / "mlruns").as_uri())
    shutil.rmtree(ROOT / "mlflow_files" / "logs" / "mlruns" / "0")
    expect("mlflow_files", runs)
    database = folder("mlflow_sqlite") / "mlflow.db"
    runs = log(f"sqlite:///{database}")
    tidy(database)
    expect("mlflow_sqlite", runs)
    shutil.rmtree(Path("mlruns"), ignore_errors=True)
