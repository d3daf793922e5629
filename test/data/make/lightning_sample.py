"""Lightning's own CSVLogger, fed by a real Trainer on the CPU: metrics.csv (train and eval on rows of their own), hparams.yaml.

Needs `pip install lightning` (and torch's CPU build)."""
import shutil

import lightning
import torch
from lightning.pytorch.loggers import CSVLogger

from common import ROOT, expect, folder, series


class Heard(CSVLogger):
    """Keeps what the trainer hands to the logger."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.heard = {}

    def log_metrics(self, metrics, step=None):
        for key, value in metrics.items():
            self.heard.setdefault(key, []).append((step, float(value)))
        super().log_metrics(metrics, step)


class Line(lightning.LightningModule):
    """A straight line fitted to noise: a loss that falls."""

    def __init__(self, n_params, lr, sequence_length):
        super().__init__()
        self.save_hyperparameters()
        self.layer = torch.nn.Linear(8, 1)

    def loss(self, batch):
        x, y = batch
        return torch.nn.functional.mse_loss(self.layer(x), y)

    def training_step(self, batch, _):
        loss = self.loss(batch)
        self.log("train_loss", loss, on_step=True, on_epoch=True)
        return loss

    def validation_step(self, batch, _):
        self.log("val_loss", self.loss(batch))

    def configure_optimizers(self):
        return torch.optim.SGD(self.parameters(), lr=self.hparams.lr)


if __name__ == "__main__":
    torch.manual_seed(1)
    shutil.rmtree(ROOT / "lightning", ignore_errors=True)
    logs = folder("lightning")
    x = torch.randn(128, 8)
    y = x.sum(1, keepdim=True) + 0.5 * torch.randn(128, 1)
    data = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(x, y), batch_size=16)
    runs = []
    for name, lr in (("line-fast", 0.05), ("line-slow", 0.01)):
        logger = Heard(logs, name=name)
        trainer = lightning.Trainer(max_epochs=4, logger=logger, accelerator="cpu", log_every_n_steps=1, val_check_interval=4,
                                    enable_checkpointing=False, enable_progress_bar=False, enable_model_summary=False)
        trainer.fit(Line(9, lr, 64), data, data)
        runs.append({"name": name, "config": {"lr": lr, "sequence_length": 64, "n_params": 9},
                     "series": {key: series([s for s, _ in heard], [v for _, v in heard])
                                for key, heard in logger.heard.items() if "loss" in key}})
    expect("lightning", runs)
