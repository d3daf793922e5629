"""Fits L = E + A/N^alpha + B/D^beta as the field does: L-BFGS from a grid of starts over log parameters, Huber on log residuals.

Reads {"N": [...], "D": [...], "L": [...], "every": k} from standard input, runs every k-th start of Hoffmann's 4500, and prints
{"seconds": for all 4500 at that pace, "objective": the lowest found}.
"""

import itertools
import json
import sys
import time

import numpy as np
from scipy.optimize import minimize

given = json.load(sys.stdin)
log_n, log_d, log_l = (np.log(np.array(given[key])) for key in ("N", "D", "L"))
delta = 1e-3


def objective(theta):
    a, b, e, alpha, beta = theta
    parts = np.stack([a - alpha * log_n, b - beta * log_d, np.full_like(log_n, e)])
    top = parts.max(axis=0)
    shares = np.exp(parts - top)
    total = shares.sum(axis=0)
    r = top + np.log(total) - log_l
    size = np.abs(r)
    value = np.where(size <= delta, 0.5 * r * r, delta * (size - 0.5 * delta)).sum()
    pull = np.clip(r, -delta, delta) * shares / total
    gradient = pull.sum(axis=1)
    return value, np.array([*gradient, -(pull[0] * log_n).sum(), -(pull[1] * log_d).sum()])


grid = list(itertools.product([0, 5, 10, 15, 20, 25], [0, 5, 10, 15, 20, 25], [-1, -0.5, 0, 0.5, 1], [0, 0.5, 1, 1.5, 2], [0, 0.5, 1, 1.5, 2]))
starts = grid[:: given["every"]]
began = time.process_time()
best = min(minimize(objective, start, jac=True, method="L-BFGS-B").fun for start in starts)
took = time.process_time() - began
print(json.dumps({"seconds": took * len(grid) / len(starts), "objective": best}))
