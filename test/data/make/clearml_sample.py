"""An offline session of ClearML's, as it lies unpacked in its cache."""
import os
import re
import shutil
from pathlib import Path

MADE = Path("/study")
os.environ["CLEARML_CACHE_DIR"] = str(MADE)
os.environ["HOME"] = str(MADE)

from clearml import Task  # noqa: E402

from common import ROOT, expect, folder, losses, series  # noqa: E402

if __name__ == "__main__":
    shutil.rmtree(ROOT / "clearml", ignore_errors=True)
    MADE.mkdir(exist_ok=True)
    Task.set_offline(True)
    task = Task.init(project_name="study", task_name="small", auto_connect_frameworks=False,
                     auto_connect_arg_parser=False, auto_resource_monitoring=False, auto_connect_streams=False)
    task.connect({"n_params": 5000000, "lr": 3e-4, "optimizer": "adamw"})
    steps = list(range(0, 200, 10))
    values = losses(steps, 61)
    for step, value in zip(steps, values):
        task.get_logger().report_scalar("loss", "train", value, step)
        task.get_logger().report_scalar("tokens", "seen", step * 4096, step)
    task.get_logger().report_scalar("loss", "eval", 3.25, 190)
    session = Path(task.get_offline_mode_folder())
    task.close()
    logs = folder("clearml") / session.name
    logs.mkdir()
    shutil.copy(session / "metrics.jsonl", logs)
    # The script's own text and the list of packages are of no use here, and name the machine's versions.
    text = (session / "task.json").read_text()
    (logs / "task.json").write_text(re.sub(r'"script": \{.*?\}, "type"', '"script": {}, "type"', text, flags=re.S))
    shutil.rmtree(MADE)
    expect("clearml", [{
        "name": "small",
        "params": 5e6,
        "restarts": 0,
        "config": {"lr": 3e-4, "optimizer": "adamw", "project": "study"},
        "series": {"loss/train": series(steps, values), "loss/eval": series([190], [3.25])},
    }])
