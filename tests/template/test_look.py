"""No header of a template looks as if something had been found there, and all can be read."""

from __future__ import annotations

from colorsys import rgb_to_hls
from itertools import product
from math import dist

import pytest

from checker.ooxml.page import COLOURS
from checker.spreadsheet.look import DARK
from checker.template.style import OPTIONAL, REQUIRED, SOMETIMES

HEADERS = (REQUIRED, SOMETIMES, OPTIONAL)
FOUND = {word: COLOURS[word][1][-6:] for word in COLOURS if word != "good"}  # that one never lies on a table's cell


def parts(colour: str) -> tuple[float, float, float]:
    """Red, green and blue, 0 to 1."""
    red, green, blue = bytes.fromhex(colour)
    return red / 255, green / 255, blue / 255


def brightness(colour: str) -> float:
    """As the rules for the web reckon it."""
    red, green, blue = ((each + 0.055) / 1.055 for each in parts(colour))
    return float(0.2126 * red**2.4 + 0.7152 * green**2.4 + 0.0722 * blue**2.4)


def test_there_are_four_that_say_something_was_found() -> None:
    assert sorted(FOUND) == ["amber", "error", "info", "red"]


@pytest.mark.parametrize(("header", "found"), list(product(HEADERS, FOUND.values())))
def test_a_header_is_far_from_every_colour_of_a_finding(header: str, found: str) -> None:
    assert 255 * dist(parts(header), parts(found)) > 35
    hue, _, strength = rgb_to_hls(*parts(header))
    away = abs(hue - rgb_to_hls(*parts(found))[0])
    assert strength == 0 or 360 * min(away, 1 - away) >= 60


@pytest.mark.parametrize("header", HEADERS)
def test_a_header_can_be_read(header: str) -> None:
    assert (brightness(header) + 0.05) / (brightness(DARK) + 0.05) >= 6


def test_the_three_can_be_told_apart_even_in_grey() -> None:
    always, sometimes, never = map(brightness, HEADERS)
    assert never - sometimes > 0.1
    assert sometimes - always > 0.1
