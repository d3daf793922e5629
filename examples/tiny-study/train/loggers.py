"""The same row through the loggers that the field uses, each by its own library and in its own habits."""

from __future__ import annotations

import fcntl
import json
import os
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Protocol

Config = dict[str, str | int | float]
Row = dict[str, float]

# Loggers write down the machine and its user: of no use to a reader.
socket.gethostname = lambda: "tiny-study"
os.environ |= {"LOGNAME": "tiny-study", "USER": "tiny-study"}


class Logger(Protocol):
    def log(self, step: int, row: Row) -> None: ...

    def close(self) -> None: ...


class JsonLines:
    """`<run>/metrics.jsonl` beside `config.json`; a resumed run appends."""

    def __init__(self, folder: Path, name: str, config: Config, resumed: bool) -> None:
        write_config(folder / name, config)
        self.file = (folder / name / "metrics.jsonl").open("a", buffering=1)

    def log(self, step: int, row: Row) -> None:
        self.file.write(json.dumps({"step": step, **row}) + "\n")

    def close(self) -> None:
        self.file.close()


class TensorBoard:
    """An event file a process, in the run's folder."""

    def __init__(self, folder: Path, name: str, config: Config, resumed: bool) -> None:
        from torch.utils.tensorboard import SummaryWriter

        write_config(folder / name, config)
        self.writer = SummaryWriter(str(folder / name), flush_secs=5)

    def log(self, step: int, row: Row) -> None:
        for key, value in row.items():
            self.writer.add_scalar(key, value, step)

    def close(self) -> None:
        self.writer.close()


class WeightsAndBiases:
    """`wandb/offline-run-…-<id>/run-<id>.wandb`; a resumed run is a second file of the same id."""

    def __init__(self, folder: Path, name: str, config: Config, resumed: bool) -> None:
        import wandb

        folder.mkdir(parents=True, exist_ok=True)
        quiet = wandb.Settings(
            mode="offline",
            host="tiny-study",
            console="off",
            silent=True,
            save_code=False,
            disable_git=True,
            x_disable_stats=True,
            x_disable_meta=True,
            x_disable_machine_info=True,
            x_save_requirements=False,
        )
        self.run = wandb.init(
            dir=folder,
            project="tiny-study",
            id=f"{config['mix']}-{name}".lower(),
            name=name,
            group=str(config["mix"]),
            config=config,
            resume="allow" if resumed else None,
            settings=quiet,
        )

    def log(self, step: int, row: Row) -> None:
        self.run.log(row, step=step)

    def close(self) -> None:
        self.run.finish()


class MLflow:
    """The file store `mlruns/`, or the database `mlflow.db`; a run is an entry of one of them."""

    def __init__(self, folder: Path, name: str, config: Config, resumed: bool, database: bool) -> None:
        import mlflow

        folder.mkdir(parents=True, exist_ok=True)
        os.environ["MLFLOW_ALLOW_FILE_STORE"] = "true"
        mlflow.set_tracking_uri(f"sqlite:///{folder}/mlflow.db" if database else (folder / "mlruns").resolve().as_uri())
        experiment = str(config["experiment"])
        with alone(folder):
            if mlflow.get_experiment_by_name(experiment) is None:
                mlflow.create_experiment(experiment, artifact_location="mlflow-artifacts:/tiny-study")
        mlflow.set_experiment(experiment)
        self.mlflow = mlflow
        mlflow.start_run(run_name=name, tags={"mlflow.source.name": "train.py"})
        mlflow.log_params(config)

    def log(self, step: int, row: Row) -> None:
        self.mlflow.log_metrics(row, step=step)

    def close(self) -> None:
        self.mlflow.end_run()


class Keras:
    """`<run>/training.csv` by Keras' callback, whose "epoch" is here the optimiser's step."""

    def __init__(self, folder: Path, name: str, config: Config, resumed: bool) -> None:
        os.environ["KERAS_BACKEND"] = "torch"
        from keras.callbacks import CSVLogger

        write_config(folder / name, config)
        self.callback = CSVLogger(folder / name / "training.csv", append=resumed)
        self.callback.on_train_begin()

    def log(self, step: int, row: Row) -> None:
        # The columns are those of the first row: it has the evaluations too, as the first row of a run here does.
        self.callback.on_epoch_end(step, {keras_key(key): value for key, value in row.items()})

    def close(self) -> None:
        self.callback.on_train_end()


class Lightning:
    """`<run>/version_N/metrics.csv` beside `hparams.yaml`; a resumed run is the next version."""

    def __init__(self, folder: Path, name: str, config: Config, resumed: bool) -> None:
        from lightning.pytorch.loggers import CSVLogger

        self.logger = CSVLogger(folder, name=name, flush_logs_every_n_steps=10)
        self.logger.log_hyperparams(config)

    def log(self, step: int, row: Row) -> None:
        self.logger.log_metrics(row, step)

    def close(self) -> None:
        self.logger.finalize("success")


class HuggingFace:
    """`<run>/trainer_state.json`, written by the Trainer's own class, with the Trainer's own keys."""

    def __init__(self, folder: Path, name: str, config: Config, resumed: bool) -> None:
        from transformers.trainer_callback import TrainerState

        write_config(folder / name, config)
        self.path = folder / name / "trainer_state.json"
        self.state = TrainerState.load_from_json(str(self.path)) if resumed else TrainerState()
        self.state.max_steps = int(config["max_steps"])

    def log(self, step: int, row: Row) -> None:
        self.state.global_step = step
        self.state.num_input_tokens_seen = int(row["tokens_seen"])
        self.state.total_flos = row["flops"]
        self.state.log_history.append({**{hugging_face_key(key): value for key, value in row.items()}, "step": step})

    def close(self) -> None:
        self.state.save_to_json(str(self.path))


class Printed:
    """What OLMo's trainer prints, captured in `<run>/stdout.log` by whoever starts the process."""

    def __init__(self, folder: Path, name: str, config: Config, resumed: bool) -> None:
        write_config(folder / name, config)
        self.steps = config["max_steps"]
        sys.stdout = (folder / name / "stdout.log").open("a", buffering=1)

    def log(self, step: int, row: Row) -> None:
        print(f"[step={step}/{self.steps}]")
        for key, value in row.items():
            text = f"{int(value):,}" if key == "tokens_seen" else f"{value:.4g}"
            print(f"    {olmo_key(key)}={text}")

    def close(self) -> None:
        sys.stdout.flush()


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Holds off other runs of the folder: two would both make MLflow's tables."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def write_config(folder: Path, config: Config) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n")


def domain_of(key: str) -> str:
    return key.split("/")[1]


def keras_key(key: str) -> str:
    if key.startswith("eval/"):
        return f"val_{domain_of(key)}_loss"
    return "loss" if key == "train/loss" else key


def hugging_face_key(key: str) -> str:
    if key.startswith("eval/"):
        return f"eval_{domain_of(key)}_loss"
    known = {"train/loss": "loss", "lr": "learning_rate", "tokens_seen": "num_input_tokens_seen", "flops": "total_flos"}
    return known.get(key, key)


def olmo_key(key: str) -> str:
    if key.startswith("eval/"):
        return f"eval/{domain_of(key)}/CrossEntropyLoss"
    known = {
        "train/loss": "train/CrossEntropyLoss",
        "lr": "optim/learning_rate",
        "tokens_seen": "throughput/total_tokens",
    }
    return known.get(key, key)


LOGGERS: dict[str, Callable[[Path, str, Config, bool], Logger]] = {
    "jsonl": JsonLines,
    "tensorboard": TensorBoard,
    "wandb": WeightsAndBiases,
    "mlflow-files": partial(MLflow, database=False),
    "mlflow-sqlite": partial(MLflow, database=True),
    "keras": Keras,
    "lightning": Lightning,
    "hugging-face": HuggingFace,
    "stdout": Printed,
}


def open_logger(kind: str, folder: Path, name: str, config: Config, resumed: bool) -> Logger:
    return LOGGERS[kind](folder, name, config, resumed)
