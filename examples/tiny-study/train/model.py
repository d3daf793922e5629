"""A small causal transformer over bytes and picture patches, with exact counts of its parameters and FLOPs."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

VOCABULARY = 275
"""256 bytes, 16 patches of 2×2 pixels, and three marks: picture, caption, end."""

CONTEXT = 128
"""Tokens of a sequence."""


@dataclass(frozen=True)
class Shape:
    """Depth, width and heads. The feed-forward width is 4·d; the embedding is tied."""

    layers: int
    width: int
    heads: int

    @property
    def n_params_non_embedding(self) -> int:
        """Everything but the embedding: 12·L·d² of matrices, and the gains of 2·L + 1 norms."""
        return 12 * self.layers * self.width**2 + (2 * self.layers + 1) * self.width

    @property
    def n_params(self) -> int:
        return self.n_params_non_embedding + VOCABULARY * self.width

    @property
    def flops_per_token(self) -> int:
        """
        FLOPs of every matrix product of a training step, per token: a multiply-add is 2, and the backward pass does
        each product twice more. Attention is counted over the whole context, masked or not, as Hoffmann et al. do.
        """
        matrices = 12 * self.layers * self.width**2
        attention = 2 * self.layers * CONTEXT * self.width
        unembedding = VOCABULARY * self.width
        return 3 * 2 * (matrices + attention + unembedding)


SIZES: dict[str, Shape] = {
    "11K": Shape(layers=2, width=16, heads=1),
    "20K": Shape(layers=2, width=24, heads=1),
    "46K": Shape(layers=3, width=32, heads=1),
    "124K": Shape(layers=4, width=48, heads=2),
    "264K": Shape(layers=5, width=64, heads=2),
    "691K": Shape(layers=6, width=96, heads=3),
}
"""The family, each called by all its parameters. Without the embedding: 6.2 thousand to 665 thousand, 107-fold."""


class Block(nn.Module):
    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.norm_attention = nn.RMSNorm(width)
        self.norm_mlp = nn.RMSNorm(width)
        self.qkv = nn.Linear(width, 3 * width, bias=False)
        self.out = nn.Linear(width, width, bias=False)
        self.up = nn.Linear(width, 4 * width, bias=False)
        self.down = nn.Linear(4 * width, width, bias=False)

    def forward(self, x: Tensor, rotation: Tensor) -> Tensor:
        batch, time, width = x.shape
        qkv = self.qkv(self.norm_attention(x)).view(batch, time, 3 * self.heads, width // self.heads)
        qk, v = qkv.split([2 * self.heads, self.heads], dim=2)
        q, k = rotate(qk, rotation).transpose(1, 2).split(self.heads, dim=1)
        seen = F.scaled_dot_product_attention(q, k, v.transpose(1, 2), is_causal=True)
        x = x + self.out(seen.transpose(1, 2).reshape(batch, time, width))
        return x + self.down(F.relu(self.up(self.norm_mlp(x))).square())


def rotate(x: Tensor, rotation: Tensor) -> Tensor:
    """Rotary positions: pairs of the last axis of [batch, time, heads, width] are turned by the angle of their time."""
    a, b = x.chunk(2, dim=-1)
    cos, sin = rotation
    return torch.cat([a * cos - b * sin, a * sin + b * cos], dim=-1)


class Model(nn.Module):
    def __init__(self, shape: Shape, seed: int) -> None:
        super().__init__()
        self.embedding = nn.Embedding(VOCABULARY, shape.width)
        self.blocks = nn.ModuleList(Block(shape.width, shape.heads) for _ in range(shape.layers))
        self.norm = nn.RMSNorm(shape.width)
        half = shape.width // shape.heads // 2
        angle = torch.arange(CONTEXT)[:, None] * 1000.0 ** (-torch.arange(half) / half)
        self.register_buffer("rotation", torch.stack([angle.cos(), angle.sin()])[:, :, None, :], persistent=False)
        self.reset(shape, torch.Generator().manual_seed(seed))
        assert sum(p.numel() for p in self.parameters()) == shape.n_params

    def reset(self, shape: Shape, generator: torch.Generator) -> None:
        """Normal weights, those that write to the residual stream smaller the deeper the model."""
        nn.init.normal_(self.embedding.weight, std=0.02, generator=generator)
        for block in self.blocks:
            for into in (block.qkv, block.up):
                nn.init.normal_(into.weight, std=shape.width**-0.5, generator=generator)
            for back in (block.out, block.down):
                nn.init.normal_(back.weight, std=0.02 / (2 * shape.layers) ** 0.5, generator=generator)

    def forward(self, tokens: Tensor) -> Tensor:
        """Logits of the next token at every place of [batch, time]."""
        x = self.embedding(tokens)
        x = F.rms_norm(x, x.shape[-1:])
        for block in self.blocks:
            x = block(x, self.rotation)
        return F.linear(self.norm(x), self.embedding.weight)

    def loss(self, sequences: Tensor) -> Tensor:
        """Mean cross-entropy in nats per token of [batch, time + 1]."""
        logits = self(sequences[:, :-1])
        return F.cross_entropy(logits.flatten(0, 1), sequences[:, 1:].flatten())
