"""The values of the options that several commands share, and how they are read."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from checker.codes import catalogue
from checker.errors import Stop
from checker.frozen import dataclass
from checker.outputs.store import Place
from checker.text.bilingual import Language, Text

if TYPE_CHECKING:
    from checker.engine.shards import Share
    from checker.sources.limits import Limits

#: The formats in which a table is printed, and those of anything else.
TableFormat = StrEnum("TableFormat", ["TEXT", "JSON", "CSV"])
PageFormat = StrEnum("PageFormat", ["TEXT", "JSON"])
#: The severity from which on a flag makes the exit code 1.
FailOn = StrEnum("FailOn", ["ERROR", "RED", "AMBER", "INFO", "NEVER"])


@dataclass(frozen=True)
class Origin:
    """Where the figures to explain come from, None where only one can be meant, and how large a file may be."""

    pack: str | None
    period: str | None
    inputs: Path | None
    as_of: date | None
    limits: "Limits"


@dataclass(frozen=True)
class Showing:
    """How to show what was found."""

    language: Language
    form: TableFormat
    reveal: bool


def split_words(words: Sequence[str] | None) -> tuple[str, ...]:
    """Splits the values of an option that may be given again, and may hold several separated by commas."""
    return tuple(each.strip() for word in words or () for each in word.replace("，", ",").split(",") if each.strip())


def read_day(text: str | None, name: str = "--as-of") -> date | None:
    """Reads a date like 2022-12-31, or in any other spelling that a cell may have, e.g. 2022年12月31日.

    Raises:
        Stop: it is not a date, or may be two.
    """
    if text is None:
        return None
    with suppress(ValueError):
        return date.fromisoformat(text)
    from checker.convert.dates import read_written_day  # imports late, as most words are plain

    if day := read_written_day(text):
        return day
    from checker.model.stops import make_stop

    raise make_stop("bad-date", name, text=text)


def read_workers(text: str | None) -> int | None:
    """Reads the number of processes.

    Raises:
        Stop: it is not a whole number from 1.
    """
    if text is None or (text.isdecimal() and int(text) > 0):
        return None if text is None else int(text)
    from checker.model.stops import make_stop

    raise make_stop("bad-number", "--workers", text=text)


def read_share(text: str) -> "Share":
    """Reads which share of the workbooks is meant, e.g. 2/4.

    Raises:
        Stop: it isn't one.
    """
    from checker.engine.shards import Share  # imports late: pandas and pandera
    from checker.model.stops import make_stop

    number, _, count = text.partition("/")
    if not (number.isdecimal() and count.isdecimal() and 1 <= int(number) <= int(count)):
        raise make_stop("bad-shard", "--shard", text=text)
    return Share(int(number), int(count))


def require_out(out: Place | None, reference: str) -> Place:
    """Requires a place for the outputs.

    Raises:
        Stop: there is none; `reference` says which.
    """
    if out is None:
        from checker.model.stops import make_stop

        raise make_stop(reference, "--out")
    return out


def refuse_with(option: str, others: Mapping[str, object], reference: str) -> None:
    """Refuses the options that mean nothing together with `option`; one that isn't given is false or None.

    `reference` names what is said of one that is.

    Raises:
        Stop: one of them is given.
    """
    from checker.model.stops import make_stop

    for name, value in others.items():
        if value:
            raise make_stop(reference, option, name=name)


def read_codes(words: Sequence[str] | None, name: str) -> tuple[str, ...]:
    """Reads codes or their beginnings; a word may hold several, separated by commas.

    Raises:
        Stop: no code begins like that; a misspelt code must not hide every flag.
    """
    codes = [
        code.strip().upper() for word in words or () for code in word.replace("，", ",").split(",") if code.strip()
    ]
    for code in codes:
        if not any(known.startswith(code) for known in catalogue()):
            import difflib

            near = difflib.get_close_matches(code, catalogue(), n=3, cutoff=0.5)
            raise Stop(
                "unknown-code",
                Text(zh=f"没有以“{code}”开头的编码", en=f"no code begins with “{code}”"),
                context=name,
                hint=Text(zh=f"相近的编码：{'、'.join(near)}", en=f"similar codes: {', '.join(near)}")
                if near
                else Text(
                    zh="请写报告中的编码，如 C401，或编码的开头，如 V3",
                    en="write a code from the report, e.g. C401, or how it begins, e.g. V3",
                ),
            )
    return tuple(codes)
