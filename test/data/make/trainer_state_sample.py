"""trainer_state.json as transformers' TrainerState.save_to_json writes it (json.dumps, indent 2, sorted keys), with copies."""
import json
import math
import shutil

from common import ROOT, expect, folder, losses, series


def state(step, history, tokens):
    return {
        "best_metric": None,
        "epoch": step / 100,
        "eval_steps": 20,
        "global_step": step,
        "is_hyper_param_search": False,
        "log_history": history,
        "logging_steps": 10,
        "max_steps": 100,
        "num_input_tokens_seen": tokens,
        "total_flos": 6.0 * tokens * 5e6,
        "train_batch_size": 4,
    }


def save(path, value):
    path.mkdir(parents=True, exist_ok=True)
    (path / "trainer_state.json").write_text(json.dumps(value, indent=2, sort_keys=True) + "\n")


if __name__ == "__main__":
    shutil.rmtree(ROOT / "trainer_state", ignore_errors=True)
    logs = folder("trainer_state")
    steps = list(range(10, 101, 10))
    train, history = losses(steps, 5), []
    train[3] = math.nan
    evals = {20: 4.0, 40: 3.5, 60: 3.25, 80: 3.125, 100: 3.0}
    for step, loss in zip(steps, train):
        history.append({"epoch": step / 100, "loss": loss, "learning_rate": 1e-3, "grad_norm": 1.5,
                        "num_input_tokens_seen": step * 2048, "step": step})
        if step in evals:
            history.append({"epoch": step / 100, "eval_pile_loss": evals[step], "eval_runtime": 2.5, "step": step})
        if step in (50, 100):
            save(logs / "my-model" / f"checkpoint-{step}", state(step, list(history), step * 2048))
    history.append({"epoch": 1.0, "step": 100, "total_flos": 6.0 * 204800 * 5e6, "train_loss": 2.9, "train_runtime": 60.0})
    save(logs / "my-model", state(100, history, 204800))
    expect("trainer_state", [{
        "name": "my-model",
        "params": 5e6,
        "tokens": 204800,
        "flops": 6.0 * 204800 * 5e6,
        "restarts": 0,
        "status": "finished",
        "series": {"loss": series(steps, train), "eval_pile_loss": series(list(evals), list(evals.values()))},
    }])
