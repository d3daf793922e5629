"""The real Hugging Face Trainer with a tiny GPT-2 on the CPU: its trainer_state.json with checkpoints, and what it prints.

Needs `pip install transformers accelerate` (and torch's CPU build). Weights are not kept. Called with `printed` it trains on and
prints, its progress bar and all, to the standard output of the caller."""
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from common import ROOT, expect, folder, series

STEPS, LENGTH, BATCH = 40, 32, 4


def train(out, seed, heard):
    import torch
    import transformers

    transformers.set_seed(seed)
    transformers.utils.logging.set_verbosity_error()
    torch.set_num_threads(1)
    config = transformers.GPT2Config(vocab_size=64, n_positions=LENGTH, n_embd=32, n_layer=2, n_head=2)
    model = transformers.GPT2LMHeadModel(config)
    rows = [{"input_ids": (r := [(i * k) % 64 for i in range(LENGTH)]), "labels": r} for k in range(1, 65)]

    class Hear(transformers.TrainerCallback):
        def on_log(self, args, state, control, logs=None, **_):
            heard.append((state.global_step, dict(logs)))

    arguments = transformers.TrainingArguments(
        output_dir=str(out), max_steps=STEPS, logging_steps=5, eval_steps=10, eval_strategy="steps", save_steps=20,
        per_device_train_batch_size=BATCH, per_device_eval_batch_size=16, learning_rate=3e-3, report_to=[], use_cpu=True,
        seed=seed, include_num_input_tokens_seen=True, dataloader_pin_memory=False)
    trainer = transformers.Trainer(model=model, args=arguments, train_dataset=rows, eval_dataset=rows[:16], callbacks=[Hear()])
    trainer.train()
    return model


def of(heard, key, shown=lambda v: v):
    rows = [(step, shown(logs[key])) for step, logs in heard if key in logs]
    return series([s for s, _ in rows], [v for _, v in rows])


def main():
    shutil.rmtree(ROOT / "hf_trainer", ignore_errors=True)
    logs, heard = folder("hf_trainer"), []
    with tempfile.TemporaryDirectory() as scratch:
        model = train(Path(scratch), 1, heard)
        for name in ("checkpoint-20", "checkpoint-40"):
            (logs / "gpt2-tiny" / name).mkdir(parents=True)
            for kept in ("trainer_state.json", "config.json"):
                shutil.copy(Path(scratch) / name / kept, logs / "gpt2-tiny" / name / kept)
    with tempfile.TemporaryDirectory() as scratch:
        told = Path(scratch) / "heard.json"
        printed = subprocess.run([sys.executable, __file__, "printed", scratch, str(told)], check=True,
                                 stdout=subprocess.PIPE, stderr=subprocess.STDOUT).stdout
        (logs / "printed-tiny.out").write_bytes(printed)
        said = [(step, values) for step, values in json.loads(told.read_text())]
    tokens = STEPS * BATCH * LENGTH
    inner = model.num_parameters(exclude_embeddings=True)
    # Its printer shows floats with four digits.
    four = lambda v: float(f"{v:.4g}")
    expect("hf_trainer", [
        {"name": "gpt2-tiny", "params": model.num_parameters(), "tokens": tokens, "flops": 6 * tokens * inner, "restarts": 0, "config": {"n_layer": 2, "n_embd": 32},
         "series": {"loss": of(heard, "loss"), "eval_loss": of(heard, "eval_loss"), "grad_norm": of(heard, "grad_norm")}},
        # What it prints names no step: the epochs stand in their place.
        {"name": "printed-tiny", "tokens": tokens, "restarts": 0,
         "series": {key: of([(four(logs["epoch"]), logs) for _, logs in said], key, four) for key in ("loss", "eval_loss")}},
    ])


if __name__ == "__main__":
    if len(sys.argv) > 1:
        notes = []
        train(Path(sys.argv[2]), 2, notes)
        Path(sys.argv[3]).write_text(json.dumps(notes))
    else:
        main()
