"""Makes the `Stop`s of a room from the texts in its data file."""

import tomllib
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from checker.errors import Stop
from checker.text.bilingual import Text

Makes = Callable[..., Stop]
