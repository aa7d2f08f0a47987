"""The theme can be read: contrast of text as WCAG 2 measures it, at its level AA."""

import tomllib

import pytest
from conftest import ROOT

LEAST = 4.5
CAPTION, TINT = 0.6, 0.14
"""How much of its colour a caption has, and the ground of what is selected."""
THEME = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"]
GROUNDS = [
    (name, THEME[name][ground])
    for name in ("light", "dark")
    for ground in ("backgroundColor", "secondaryBackgroundColor")
]


def parts(colour):
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]


def mixed(colour, ground, share):
    pairs = zip(parts(colour), parts(ground), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def luminance(colour):
    linear = [
        x / 12.92 if x <= 0.03928 else ((x + 0.055) / 1.055) ** 2.4
        for x in (part / 255 for part in parts(colour))
    ]
    return sum(x * weight for x, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(("name", "ground"), GROUNDS)
def test_captions_can_be_read(name, ground):
    assert contrast(mixed(THEME[name]["textColor"], ground, CAPTION), ground) >= LEAST


@pytest.mark.parametrize(("name", "ground"), GROUNDS)
def test_what_is_selected_can_be_read(name, ground):
    primary = THEME[name].get("primaryColor", THEME["primaryColor"])
    assert contrast(primary, mixed(primary, ground, TINT)) >= LEAST


def test_contrast_is_what_the_standard_measures():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
