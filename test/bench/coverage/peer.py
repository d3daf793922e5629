"""Fits L = E + A/N^alpha + B/D^beta to studies as the field does: L-BFGS over log parameters, Huber (1e-3) on log residuals.

Reads [{"N": [...], "D": [...], "L": [...]}, ...] from standard input and prints [[E, A, B, alpha, beta], ...].
"""

import itertools
import json
import sys
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

sys.path.insert(0, str(Path(__file__).parent.parent))
from chinchilla import objective_of

grid = list(itertools.product([5, 10, 15], [5, 10, 15], [-0.5, 0.5], [0.2, 0.5, 0.8], [0.2, 0.5, 0.8]))


def fit(study):
    log_n, log_d, log_l = (np.log(np.array(study[key])) for key in ("N", "D", "L"))
    objective = objective_of(log_n, log_d, log_l)
    found = min((minimize(objective, start, jac=True, method="L-BFGS-B") for start in grid), key=lambda one: one.fun)
    a, b, e, alpha, beta = found.x
    return [float(v) for v in (np.exp(e), np.exp(a), np.exp(b), alpha, beta)]


print(json.dumps([fit(study) for study in json.load(sys.stdin)]))
