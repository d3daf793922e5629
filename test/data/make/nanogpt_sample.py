"""What karpathy/nanoGPT's own train.py prints, trained on the CPU for a few steps on bytes made here.

Call it with the folder of a clone: `python nanogpt_sample.py ../nanoGPT` (needs torch and numpy). The output is kept as printed;
what is expected is taken from the output's own lines by the shape that train.py's source gives them."""
import pickle
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

from common import ROOT, expect, folder, series

LAYERS, WIDTH, VOCAB, BLOCK, BATCH = 2, 32, 64, 32, 4


def prepare(clone):
    data = clone / "data" / "patterns"
    data.mkdir(parents=True)
    for name, seed in (("train", 1), ("val", 2)):
        step = np.random.default_rng(seed).integers(1, 5, 20000)
        (np.cumsum(step) % VOCAB).astype(np.uint16).tofile(data / f"{name}.bin")
    (data / "meta.pkl").write_bytes(pickle.dumps({"vocab_size": VOCAB}))


if __name__ == "__main__":
    shutil.rmtree(ROOT / "nanogpt", ignore_errors=True)
    logs = folder("nanogpt")
    with tempfile.TemporaryDirectory() as scratch:
        clone = Path(scratch) / "nanoGPT"
        shutil.copytree(sys.argv[1], clone, ignore=shutil.ignore_patterns(".git", "data"))
        prepare(clone)
        settings = dict(dataset="patterns", device="cpu", compile=False, n_layer=LAYERS, n_head=2, n_embd=WIDTH, block_size=BLOCK,
                        batch_size=BATCH, gradient_accumulation_steps=2, max_iters=40, eval_interval=10, eval_iters=2,
                        log_interval=1, dropout=0.0, out_dir="out", dtype="float32", learning_rate=3e-3, warmup_iters=5)
        said = subprocess.run([sys.executable, "train.py", *(f"--{k}={v}" for k, v in settings.items())], cwd=clone, check=True,
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    (logs / "patterns.out").write_bytes(said)
    text = said.decode()
    evals = [(int(s), float(t), float(v)) for s, t, v in re.findall(r"^step (\d+): train loss (\S+), val loss (\S+)$", text, re.M)]
    iters = [(int(s), float(v)) for s, v in re.findall(r"^iter (\d+): loss ([^,]+),", text, re.M)]
    steps = [s for s, _, _ in evals]
    # All parameters, as the optimizer prints them in two parts.
    params = sum(int(n.replace(",", "")) for n in re.findall(r"parameter tensors: \d+, with ([\d,]+) parameters", text))
    tokens = 40 * BATCH * 2 * BLOCK
    expect("nanogpt", [{
        "name": "patterns", "restarts": 0, "params": params, "tokens": tokens, "flops": 6 * params * tokens,
        "series": {"loss": series([s for s, _ in iters], [v for _, v in iters]),
                   "val_loss": series(steps, [v for _, _, v in evals])},
    }])
