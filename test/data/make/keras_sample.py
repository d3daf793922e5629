"""Keras' CSVLogger, once plainly and once appended to by a second call of fit, as after a restart."""
import os
import shutil

os.environ["KERAS_BACKEND"] = "jax"

import keras  # noqa: E402
import numpy as np  # noqa: E402

from common import ROOT, expect, folder, series  # noqa: E402


def model():
    keras.utils.set_random_seed(7)
    made = keras.Sequential([keras.layers.Dense(1)])
    made.compile("sgd", "mse")
    return made


def fit(made, path, epochs, start=0, append=False, separator=","):
    x = np.linspace(0, 1, 64).reshape(-1, 1)
    logger = keras.callbacks.CSVLogger(str(path), separator=separator, append=append)
    history = made.fit(x, 2 * x + 1, epochs=epochs, initial_epoch=start, validation_split=0.25, verbose=0,
                       callbacks=[logger])
    return history.history


if __name__ == "__main__":
    shutil.rmtree(ROOT / "keras", ignore_errors=True)
    logs = folder("keras")
    runs = []
    plain = fit(model(), logs / "plain-1M.csv", 8, separator=";")
    made = model()
    first = fit(made, logs / "again-2M.csv", 6)
    second = fit(made, logs / "again-2M.csv", 10, start=6, append=True)
    appended = {key: first[key] + second[key] for key in first}
    for name, params, history in [("plain-1M", 1e6, plain), ("again-2M", 2e6, appended)]:
        epochs = list(range(len(history["loss"])))
        runs.append({"name": name, "params": params, "restarts": 0, "series": {
            "loss": series(epochs, history["loss"]), "val_loss": series(epochs, history["val_loss"])}})
    expect("keras", runs)
