"""Trains one model of the family as its specification says, and logs it. `family.py` starts this once a run."""

from __future__ import annotations

import json
import math
import os
import signal
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch

import data
from loggers import open_logger
from model import CONTEXT, SIZES, Model

BATCH = 16
TOKENS_PER_STEP = BATCH * CONTEXT
WARM_UP = 30
FIRST_EVAL, EVALS = 20, 28
LOG_EVERY = 25
SAVES = 6


@dataclass(frozen=True)
class Spec:
    """A run. Its files go to `folder` under `out`; what is needed to go on, and what is checked later, to `work`."""

    name: str
    folder: str
    logger: str
    experiment: str
    size: str
    mix: tuple[int, int, int]
    lr: float
    steps: int
    seed: int = 0
    init: str = "from-scratch"
    schedule: str = "constant"
    start_from: str | None = None
    """The run whose last weights this one begins with."""
    killed_at: int | None = None
    """The step at which the first process of the run is killed."""

    def config(self) -> dict[str, str | int | float]:
        """What a researcher would log of it, with the exact counts."""
        shape = SIZES[self.size]
        return {
            "experiment": self.experiment,
            "size": self.size,
            "mix": "-".join(map(str, self.mix)),
            "mix_domains": ",".join(data.DOMAINS),
            "init": self.init,
            "seed": self.seed,
            "lr": self.lr,
            "schedule": self.schedule,
            "warmup_steps": WARM_UP,
            "max_steps": self.steps,
            "batch_size": BATCH,
            "seq_len": CONTEXT,
            "tokens_per_step": TOKENS_PER_STEP,
            "n_layers": shape.layers,
            "d_model": shape.width,
            "n_heads": shape.heads,
            "vocab_size": 275,
            "n_params": shape.n_params,
            "n_params_non_embedding": shape.n_params_non_embedding,
            "flops_per_token": shape.flops_per_token,
            "optimizer": "adamw",
            "weight_decay": 0.1,
        }


def rate(spec: Spec, step: int) -> float:
    """The learning rate of a step: a linear warm-up, then constant, or a cosine to a tenth."""
    warm = min(1.0, step / WARM_UP)
    if spec.schedule == "constant":
        return spec.lr * warm
    done = max(0.0, (step - WARM_UP) / (spec.steps - WARM_UP))
    return spec.lr * warm * (0.1 + 0.9 * 0.5 * (1 + math.cos(math.pi * done)))


def eval_steps(steps: int) -> set[int]:
    """Log-spaced from the twentieth step to the last; fewer in a run of few steps."""
    return set(np.geomspace(FIRST_EVAL, steps, min(EVALS, steps // 10)).round().astype(int).tolist())


@torch.inference_mode()
def evaluate(model: Model, held_out: dict[str, torch.Tensor]) -> dict[str, float]:
    return {
        f"eval/{domain}/loss": float(np.mean([model.loss(part).item() for part in sequences.split(32)]))
        for domain, sequences in held_out.items()
    }


def optimizer_of(model: Model, lr: float) -> torch.optim.AdamW:
    """Weight decay on the matrices alone."""
    matrices = [p for p in model.blocks.parameters() if p.ndim > 1]
    others = [model.embedding.weight, *(p for p in model.parameters() if p.ndim == 1)]
    groups = [{"params": matrices, "weight_decay": 0.1}, {"params": others, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=lr, betas=(0.9, 0.95), fused=True)


def train(spec: Spec, out: Path, work: Path) -> None:
    own = work / spec.folder / spec.name
    own.mkdir(parents=True, exist_ok=True)
    checkpoint = own / "checkpoint.pt"
    resumed = checkpoint.exists()
    model = Model(SIZES[spec.size], spec.seed)
    optimizer = optimizer_of(model, spec.lr)
    step, rows = 0, []
    if resumed:
        saved = torch.load(checkpoint)
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        step, rows = saved["step"], saved["rows"]
    elif spec.start_from is not None:
        model.load_state_dict(torch.load(work / spec.start_from / "weights.pt"))

    everything = data.batches(work / "data.npz", spec.mix, spec.seed, spec.steps, BATCH)
    held_out = {key: torch.from_numpy(value) for key, value in data.held_out(work / "data.npz").items()}
    evals = eval_steps(spec.steps)
    logger = open_logger(spec.logger, out / spec.folder, spec.name, spec.config(), resumed)
    losses: list[float] = []
    while step < spec.steps:
        lr = rate(spec, step + 1)
        for group in optimizer.param_groups:
            group["lr"] = lr
        loss = model.loss(torch.from_numpy(everything[step]))
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        step += 1
        losses.append(loss.item())
        if step in evals or step % LOG_EVERY == 0:
            tokens = step * TOKENS_PER_STEP
            row: dict[str, float] = {
                "train/loss": float(np.mean(losses)),
                "lr": lr,
                "tokens_seen": tokens,
                "flops": tokens * SIZES[spec.size].flops_per_token,
                "flops_6nd": 6 * SIZES[spec.size].n_params * tokens,
            }
            losses.clear()
            if step in evals:
                row |= evaluate(model, held_out)
            logger.log(step, row)
            rows.append({"step": step, **row})
        if step % (spec.steps // SAVES) == 0:
            state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step, "rows": rows}
            torch.save(state, own / "saving.pt")
            (own / "saving.pt").rename(checkpoint)
        if step == spec.killed_at and not resumed:
            # The whole group: a logger may have a process of its own, and a machine that dies takes it along.
            os.killpg(0, signal.SIGKILL)
    logger.close()
    torch.save(model.state_dict(), own / "weights.pt")
    (own / "done.json").write_text(json.dumps({"spec": asdict(spec), "config": spec.config(), "rows": rows}))


if __name__ == "__main__":
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    wanted = json.loads(sys.argv[1])
    train(Spec(**{**wanted, "mix": tuple(wanted["mix"])}), Path(sys.argv[2]), Path(sys.argv[3]))
