"""Pages as offices scan and people photograph them: what `benchmarks.scans` reads."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import cv2
import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image

from ingest.readers import photographs

Page = NDArray[np.uint8]
"""A picture of a page, in grey or in red, green and blue."""
Dress = Callable[[Page, np.random.Generator], Page]
JPEG, JPEG_OF_CAMERAS = 40, 85
RED = np.array([205, 45, 50])
SEAL = 0.11
"""The radius of a seal, as a share of a page's shorter side."""
TRIES = 8
"""Places of a seal that are tried: it is put where most is printed."""
WORN = 0.42
"""Ink is where smooth noise around 0.5 is above this."""
TABLE = np.array([96, 78, 62])
"""The colour of what a photographed page lies on."""


def clean(page: Page, _: np.random.Generator) -> Page:
    """The page as a good scanner gives it."""
    return _grey(page)


def photocopy(page: Page, chance: np.random.Generator) -> Page:
    """Askew and not quite in its place, blurred, with noise, pale, packed hard."""
    grey = _grey(page)
    height, width = grey.shape
    askew = cv2.getRotationMatrix2D((width / 2, height / 2), chance.uniform(-1.5, 1.5), 1)
    askew[:, 2] += chance.uniform(-0.01, 0.01, 2) * width
    turned = cv2.warpAffine(grey, askew, (width, height), borderValue=255.0)
    soft = cv2.GaussianBlur(turned, (0, 0), 0.8)
    noise = chance.normal(0, 10, grey.shape)
    return _packed(245 - 0.85 * (255.0 - soft) + noise, JPEG)


def photograph(page: Page, chance: np.random.Generator) -> Page:
    """From the side, on a table, with a shadow over one half."""
    height, width = page.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    inner = (corners - (width / 2, height / 2)) * 0.92 + (width / 2, height / 2)
    moved = inner + chance.uniform(-0.03, 0.03, (4, 2)) * width
    taken = cv2.warpPerspective(
        page,
        cv2.getPerspectiveTransform(corners, moved.astype(np.float32)),
        (width, height),
        flags=cv2.INTER_AREA,
        borderValue=tuple(map(float, TABLE)),
    )
    across = np.linspace(0, 1, width)
    shade = 1 - 0.45 / (1 + np.exp(-25 * (across - chance.uniform(0.3, 0.7))))
    soft = cv2.GaussianBlur(taken, (0, 0), 0.7)
    noise = chance.normal(0, 5, page.shape)
    return _packed(soft * (0.94 * shade[None, :, None]) + noise, JPEG_OF_CAMERAS)


def red_seal(page: Page, chance: np.random.Generator) -> Page:
    """A round red seal over the print."""
    inked, taken = _sealed(page, chance), page.astype(np.float32)
    taken[inked] *= RED / 255
    return _packed(taken, JPEG_OF_CAMERAS)


def grey_seal(page: Page, chance: np.random.Generator) -> Page:
    """A photocopy of a page with a red seal: as grey as red ink becomes."""
    sealed = page.copy()
    inked = _sealed(page, chance)
    sealed[inked] = np.minimum(sealed[inked], 150)
    return photocopy(sealed, chance)


DRESSES: Mapping[str, Dress] = {
    "clean": clean,
    "photocopy": photocopy,
    "photograph": photograph,
    "red seal": red_seal,
    "grey seal": grey_seal,
}


def as_scan(data: bytes, dress: str, dpi: int, seed: int) -> tuple[bytes, int]:
    """A document whose pages are pictures, and how many they are.

    It is a PDF; of photographs, a zip of pictures that do not say how large the page was.
    """
    chance = np.random.default_rng(seed)
    pictures = [Image.fromarray(DRESSES[dress](page, chance)) for page in _pages(data, dpi)]
    if dress == "photograph" and len(pictures) > 1:
        taken = {}
        for number, picture in enumerate(pictures, start=1):
            saved = io.BytesIO()
            picture.save(saved, "JPEG", quality=JPEG_OF_CAMERAS)
            taken[f"page{number:03}.jpg"] = saved.getvalue()
        return photographs.packed(taken), len(pictures)
    printed = io.BytesIO()
    first, *more = pictures
    first.save(printed, "PDF", resolution=float(dpi), save_all=True, append_images=more)
    return printed.getvalue(), len(pictures)


def _pages(data: bytes, dpi: int) -> Iterator[Page]:
    document = pypdfium2.PdfDocument(data)
    for page in document:
        yield np.asarray(page.render(scale=dpi / 72).to_pil().convert("RGB"), np.uint8)
    document.close()


def _sealed(page: Page, chance: np.random.Generator) -> NDArray[np.bool_]:
    """Where a seal leaves ink: a ring, a star, and characters around it."""
    height, width = page.shape[:2]
    radius = round(SEAL * min(height, width))
    x, y = max(
        (
            (round(width * chance.uniform(0.2, 0.8)), round(height * chance.uniform(0.2, 0.8)))
            for _ in range(TRIES)
        ),
        key=lambda at: int(
            (page[at[1] - radius : at[1] + radius, at[0] - radius : at[0] + radius] < 128).sum()
        ),
    )
    seal = np.zeros((height, width), np.uint8)
    cv2.circle(seal, (x, y), radius, 255, max(radius // 16, 2))
    points = [np.pi * (k / 5 - 0.5) for k in range(10)]
    reach = [radius * (0.33 if k % 2 == 0 else 0.13) for k in range(10)]
    star = [(x + r * np.cos(a), y + r * np.sin(a)) for a, r in zip(points, reach, strict=True)]
    cv2.fillPoly(seal, [np.array(star, np.int32)], 255)
    for angle in np.linspace(0.8 * np.pi, 2.2 * np.pi, 11):
        at = (int(x + 0.75 * radius * np.cos(angle)), int(y + 0.75 * radius * np.sin(angle)))
        half = radius // 10
        for stroke in (-half, 0, half):
            cv2.line(
                seal, (at[0] - half, at[1] + stroke), (at[0] + half, at[1] + stroke), 255, 2
            )
        cv2.line(seal, (at[0], at[1] - half), (at[0], at[1] + half), 255, 2)
    worn = cv2.GaussianBlur(chance.random(seal.shape), (0, 0), 1.5) > WORN
    return np.asarray((seal > 0) & worn, np.bool_)


def _grey(page: Page) -> Page:
    return np.asarray(cv2.cvtColor(page, cv2.COLOR_RGB2GRAY), np.uint8)


def _packed(page: NDArray[Any], quality: int) -> Page:
    """A page as JPEG leaves it, in grey or in colour."""
    whole = np.clip(page, 0, 255).astype(np.uint8)
    saved = io.BytesIO()
    Image.fromarray(whole).save(saved, "JPEG", quality=quality)
    return np.asarray(Image.open(saved), np.uint8)
