"""Fits L = E + A/N^alpha + B/D^beta to studies as the field does: L-BFGS over log parameters, Huber (1e-3) on log residuals.

Reads [{"N": [...], "D": [...], "L": [...]}, ...] from standard input and prints [[E, A, B, alpha, beta], ...].
"""

import itertools
import json
import sys

import numpy as np
from scipy.optimize import minimize

delta = 1e-3
grid = list(itertools.product([5, 10, 15], [5, 10, 15], [-0.5, 0.5], [0.2, 0.5, 0.8], [0.2, 0.5, 0.8]))


def fit(study):
    log_n, log_d, log_l = (np.log(np.array(study[key])) for key in ("N", "D", "L"))

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
        return value, np.array([*pull.sum(axis=1), -(pull[0] * log_n).sum(), -(pull[1] * log_d).sum()])

    found = min((minimize(objective, start, jac=True, method="L-BFGS-B") for start in grid), key=lambda one: one.fun)
    a, b, e, alpha, beta = found.x
    return [float(v) for v in (np.exp(e), np.exp(a), np.exp(b), alpha, beta)]


print(json.dumps([fit(study) for study in json.load(sys.stdin)]))
