"""The field's objective for L = E + A/N^alpha + B/D^beta: the sum of Huber (1e-3) on log residuals, over log parameters."""

import numpy as np

delta = 1e-3


def objective_of(log_n, log_d, log_l):
    """The objective of (ln A, ln B, ln E, alpha, beta) on these rows, with its gradient."""

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

    return objective
