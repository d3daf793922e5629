"""Fits L = E + A/N^alpha + B/D^beta as the field does: L-BFGS from a grid of starts over log parameters, Huber on log residuals.

Reads {"N": [...], "D": [...], "L": [...], "every": k} from standard input, runs every k-th start of Hoffmann's 4500, and prints
{"seconds": for all 4500 at that pace, "objective": the lowest found}.
"""

import itertools
import json
import sys
import time
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

sys.path.insert(0, str(Path(__file__).parent.parent))
from chinchilla import objective_of

given = json.load(sys.stdin)
log_n, log_d, log_l = (np.log(np.array(given[key])) for key in ("N", "D", "L"))
objective = objective_of(log_n, log_d, log_l)
grid = list(itertools.product([0, 5, 10, 15, 20, 25], [0, 5, 10, 15, 20, 25], [-1, -0.5, 0, 0.5, 1], [0, 0.5, 1, 1.5, 2], [0, 0.5, 1, 1.5, 2]))
starts = grid[:: given["every"]]
began = time.process_time()
best = min(minimize(objective, start, jac=True, method="L-BFGS-B").fun for start in starts)
took = time.process_time() - began
print(json.dumps({"seconds": took * len(grid) / len(starts), "objective": best}))
