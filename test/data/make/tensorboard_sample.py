"""Event files by two real writers: tensorboardX (simple values, as torch writes) and tensorboard's own (tensors)."""
import shutil
import struct

import numpy as np
from tensorboard.compat.proto.event_pb2 import Event
from tensorboard.compat.proto.summary_pb2 import Summary, SummaryMetadata
from tensorboard.summary.writer.event_file_writer import EventFileWriter
from tensorboard.util.tensor_util import make_tensor_proto
from tensorboardX import SummaryWriter

from common import ROOT, expect, folder, losses, series


def f32(values):
    return [struct.unpack("f", struct.pack("f", v))[0] for v in values]


def torch_like(path, steps, values, val_steps, val_values, suffix):
    writer = SummaryWriter(str(path), filename_suffix=suffix)
    writer.add_text("config", "lr = 0.003\nbatch_size = 32")
    at = dict(zip(val_steps, val_values))
    for i, (step, value) in enumerate(zip(steps, values)):
        writer.add_scalar("train/loss", value, step, walltime=1.7e9 + step)
        writer.add_scalar("train/tokens", step * 4096.0, step, walltime=1.7e9 + step)
        if step in at:
            writer.add_scalar("eval/c4/loss", at[step], step, walltime=1.7e9 + step)
    writer.add_histogram("weights", np.arange(10.0), steps[-1])
    writer.close()


def tensor_like(path, steps, values, tag):
    writer = EventFileWriter(str(path))
    for i, (step, value) in enumerate(zip(steps, values)):
        metadata = None
        if i == 0:
            metadata = SummaryMetadata(data_class=1)
            metadata.plugin_data.plugin_name = "scalars"
        tensor = make_tensor_proto(np.float32(value))
        summary = Summary(value=[Summary.Value(tag=tag, tensor=tensor, metadata=metadata)])
        writer.add_event(Event(wall_time=1.7e9 + step, step=step, summary=summary))
    writer.close()


if __name__ == "__main__":
    shutil.rmtree(ROOT / "tensorboard", ignore_errors=True)
    logs = folder("tensorboard")
    # A run that was resumed from step 60 after it had got to 100: two files in one folder.
    first, second = list(range(0, 101, 5)), list(range(60, 151, 5))
    a, b = losses(first, 1), losses(second, 2)
    torch_like(logs / "torch-12M", first, a, [0, 50, 100], [5, 4, 3.5], ".1")
    torch_like(logs / "torch-12M", second, b, [100, 150], [3.25, 3], ".2")
    merged = [s for s in first if s < 60] + second
    values = f32([v for s, v in zip(first, a) if s < 60] + b)
    tensors = list(range(10, 200, 10))
    train, val = losses(tensors, 3), losses(tensors, 4)
    tensor_like(logs / "tf-34M" / "train", tensors, train, "epoch_loss")
    tensor_like(logs / "tf-34M" / "validation", tensors, val, "epoch_loss")
    expect("tensorboard", [
        {
            "name": "torch-12M",
            "params": 12e6,
            "tokens": 150 * 4096,
            "flops": 6 * 12e6 * 150 * 4096,
            "restarts": 1,
            "config": {"lr": 0.003, "batch_size": 32},
            "series": {
                "train/loss": series(merged, values),
                "eval/c4/loss": series([0, 50, 100, 150], [5, 4, 3.25, 3]),
            },
        },
        {
            "name": "tf-34M",
            "params": 34e6,
            "series": {
                "train/epoch_loss": series(tensors, f32(train)),
                "validation/epoch_loss": series(tensors, f32(val)),
            },
        },
    ])
