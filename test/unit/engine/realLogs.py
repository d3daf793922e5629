"""Reads real logs with other people's readers and writes what they hold: `python realLogs.py LOGS > realLogs.json`.

Used: json, csv and re of Python, TensorBoard's EventFileLoader, pyarrow (`pip install tensorboard pyarrow`). Nothing here knows
of Isoflop's readers; only the names of runs and keys are those under which it shows them. Of each series: points, last step, the
last value, and the sum of its finite values. Where a log goes back to an earlier step, the later rows count from there on."""
import csv
import json
import math
import re
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(sys.argv[1])
found = {}


def resolved(points):
    """(step, value) in the order of the log: a later row takes the place of all with the same or a higher step."""
    kept = []
    for step, value in points:
        while kept and step is not None and kept[-1][0] >= step:
            kept.pop()
        kept.append((step, value))
    return kept


def put(folder, run, key, points):
    points = resolved(points)
    values = [v for _, v in points]
    finite = [v for v in values if math.isfinite(v)]
    last = values[-1]
    found.setdefault(folder, {}).setdefault(run, {})[key] = [
        len(points), points[-1][0], last if math.isfinite(last) else None, math.fsum(finite)]


def json_lines():
    runs = defaultdict(lambda: defaultdict(list))
    for path in sorted(ROOT.glob("jsonl/**/*.jsonl")):
        for line in path.read_text().splitlines():
            row = json.loads(line)
            for key in ("train_loss", "val_loss"):
                if row.get(key) is not None:
                    runs[(path, row.get("run_name", path.stem))][key].append((row["step"], float(row[key])))
    for (path, run), keys in runs.items():
        for key, points in keys.items():
            put("jsonl", run, key, points)


def hugging_face():
    states = [json.loads(p.read_text()) for p in ROOT.glob("hf_trainer/**/trainer_state.json")]
    state = max(states, key=lambda s: (s["global_step"], len(s["log_history"])))
    rows = [(row["step"], row["loss"]) for row in state["log_history"] if "loss" in row]
    put("hf_trainer", "syGOAT__Mistral-v0.2-Translator-bf16", "loss", rows)


def lightning():
    with open(next(ROOT.glob("lightning_csv/**/metrics.csv")), newline="") as file:
        rows = [(int(row["step"]), float(row["loss"])) for row in csv.DictReader(file) if row["loss"] != ""]
    put("lightning_csv", "Melissasssss__TurnGPT", "loss", rows)


def llmc():
    text = next(ROOT.glob("llmc/**/main.log")).read_text()
    for key in ("tel", "trl"):
        rows = [(int(s), float(v)) for s, v in re.findall(rf"^s:(\d+) {key}:(\S+)", text, re.M)]
        put("llmc", "log124M", key, rows)
    put("llmc", "log124M", "hella_accuracy", [(int(s), float(v)) for s, v in re.findall(r"^s:(\d+) eval:(\S+)", text, re.M)])


def megatron():
    for path in sorted(ROOT.glob("megatron/**/*.out")):
        text = path.read_text(errors="replace")
        train = re.findall(r" iteration\s+(\d+)/\s*\d+ \|.*? lm loss: (\S+) \|", text)
        val = re.findall(r"validation loss at iteration (\d+) \| lm loss value: (\S+) \|", text)
        for key, rows in (("lm loss", train), ("lm loss validation", val)):
            if rows:
                put("megatron", path.stem, key, [(int(s), float(v)) for s, v in rows])


def lm_eval():
    for folder in sorted(ROOT.glob("lm_eval/**/bslmevalfiles")):
        values = {}
        for path in sorted(folder.glob("*.json"), key=lambda p: p.stem[-19:]):
            results = json.loads(path.read_text())["results"]
            for task, result in results.items() if isinstance(results, dict) else ():
                for metric in ("acc", "ppl"):
                    if metric in result:
                        values[f"eval/{task}/{metric}"] = float(result[metric])
        step = int(re.search(r"global_step(\d+)", path.stem)[1])
        for key, value in values.items():
            put("lm_eval", folder.parent.name, key, [(step, value)])


def open_lm():
    for path in sorted(ROOT.glob("openlm/**/models/*.json")):
        model = json.loads(path.read_text())
        for result in model["results"]:
            sets = result.get("val_data") or ["openlm"]
            name = Path(sets[0]).name if isinstance(sets, list) else Path(sets).name
            found.setdefault("openlm", {}).setdefault(model["name"], {}).setdefault("losses", []).append(result["loss"])
        losses = found["openlm"][model["name"]].pop("losses")
        hyper = model["hyperparameters"]
        found["openlm"][model["name"]] = {"sum": math.fsum(losses), "count": len(losses), "params": hyper["params"], "tokens": hyper["tokens"]}


def parquet():
    import pyarrow.parquet

    table = pyarrow.parquet.read_table(next(ROOT.glob("parquet/**/*.parquet"))).to_pandas()
    runs = defaultdict(list)
    for name, value in table["hellaswag"].items():
        cut = re.fullmatch(r"(.+)-step_(\d+)", name)
        runs[cut[1] if cut else name].append((int(cut[2]) if cut else None, float(value)))
    for run, points in runs.items():
        put("parquet", run, "hellaswag", sorted(points, key=lambda p: p[0] or 0))


def event_files():
    from tensorboard.backend.event_processing.event_file_loader import EventFileLoader
    from tensorboard.util import tensor_util

    key = "cross_ent_loss_per_all_target_tokens"
    for run in sorted((ROOT / "tfevents/IBM__ColPret/raw_data/t5_pile").iterdir()):
        for place in ("train", "training_eval/pile_r_denoiser"):
            points = []
            for path in sorted((run / place).iterdir()):
                events = [event for event in EventFileLoader(str(path)).Load() if len(event.summary.value) > 0]
                # It went on from a checkpoint, whose step its first events name: what came after that is given up.
                start = min((event.step for event in events if event.step > 0), default=math.inf)
                points = [(step, value) for step, value in points if step <= start]
                for event in events:
                    for value in event.summary.value:
                        if value.tag == key:
                            points.append((event.step, float(tensor_util.make_ndarray(value.tensor).item())))
            put("tfevents", run.name, f"{place}/{key}", points)


def exported_chart():
    with open(next(ROOT.glob("wandb_csv_export/**/*.csv")), newline="") as file:
        rows = list(csv.DictReader(file))
    for column in rows[0]:
        run, _, key = column.partition(" - ")
        if key and not key.endswith(("__MIN", "__MAX")):
            put("wandb_csv_export", run, key, [(int(row["Step"]), float(row[column])) for row in rows if row[column] != ""])


for read in (json_lines, hugging_face, lightning, llmc, megatron, lm_eval, open_lm, parquet, event_files, exported_chart):
    read()
json.dump(found, sys.stdout, indent=1, allow_nan=False)
print()
