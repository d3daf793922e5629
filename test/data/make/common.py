"""What every sample shares: the numbers that are logged, and the reading that is expected of them."""
import json
import math
import random
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def folder(name):
    path = ROOT / name / "logs"
    path.mkdir(parents=True, exist_ok=True)
    return path


def losses(steps, seed, level=2.0):
    rng = random.Random(seed)
    return [level + 3 * math.exp(-step / 40) + rng.random() * 0.1 for step in steps]


def series(steps, values):
    """What is expected of a series: values as the reader must give them."""
    finite = [v for v in values if math.isfinite(v)]
    return {
        "points": len(values),
        "firstStep": steps[0],
        "lastStep": steps[-1],
        "first": finite[0],
        "last": finite[-1],
        "min": min(finite),
    }


def expect(name, runs):
    """Writes the expected reading: runs by name, each with its series by key and what else must hold."""
    (ROOT / name / "expected.json").write_text(json.dumps({"runs": runs}, indent=1) + "\n")
