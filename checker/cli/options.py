"""The options that several commands share, described in the reader's language, and how their values are read."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, get_args

import typer

from checker.codes import catalogue
from checker.errors import Stop
from checker.model import Language
from checker.reporters.registry import reporters
from checker.text.bilingual import Text


class TableFormat(StrEnum):
    """In what form a table is printed."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


class PageFormat(StrEnum):
    """In what form anything else is printed."""

    TEXT = "text"
    JSON = "json"


class FailOn(StrEnum):
    """From which severity on findings make the exit code 1."""

    ERROR = "error"
    RED = "red"
    AMBER = "amber"
    INFO = "info"
    NEVER = "never"


FOLDER = Text(zh="文件夹", en="DIR")
CODES = Text(zh="编码", en="CODE")
DAY = Text(zh="日期", en="DATE")
NUMBER = Text(zh="数量", en="N")


def option(language: Language, name: str, said: Text, metavar: Text | None = None) -> Any:
    """One option; a flag when it has no `metavar`."""
    return typer.Option(
        name, help=said.of(language), metavar=None if metavar is None else metavar.of(language), show_default=False
    )


def place(zh: str, en: str, said: Text, language: Language) -> Any:
    """One argument, by what stands for it on help pages."""
    return typer.Argument(metavar=Text(zh, en).of(language), help=said.of(language))


def choice(language: Language, name: str, said: Text, choices: Iterable[str]) -> Any:
    """One option that takes one of a few words."""
    words = "|".join(choices)
    return option(language, name, said, Text(zh=words, en=words))


def out(language: Language, said: Text) -> Any:
    """`--out DIR`; `said` tells what is written there."""
    return option(language, "--out", said, FOLDER)


#: The form of a report that is no file: the screen.
ON_SCREEN = "text"


def as_form(language: Language) -> Any:
    """`--format`, of a report: the screen, or what one of the reporters prints."""
    forms = [each.form for each in reporters() if each.form]
    named = Text(zh=" 和 ".join(forms), en=" and ".join(forms))
    said = Text(zh=f"结果的形式；{named.zh} 供程序读取", en=f"Form of the result; {named.en} are for programs")
    words = "|".join((ON_SCREEN, *forms))
    return typer.Option(
        "--format", help=said.of(language), metavar=words, show_default=True, parser=_form_among((ON_SCREEN, *forms))
    )


def _form_among(forms: Sequence[str]) -> Callable[[str], str]:
    """Reads a word of `--format`; what is said of any other is what typer says of a choice."""

    def form(said: str) -> str:
        if said not in forms:
            listed = ", ".join(f"'{form}'" for form in forms)
            raise typer.BadParameter(f"'{said}' is not one of {listed}.")
        return said

    return form


def as_table(language: Language) -> Any:
    """`--format`, of a table that is no report."""
    said = Text(zh="结果的形式；json 和 csv 供程序读取", en="Form of the result; json and csv are for programs")
    return choice(language, "--format", said, TableFormat)


def as_page(language: Language) -> Any:
    """`--format`, of anything else."""
    return choice(language, "--format", Text(zh="结果的形式", en="Form of the result"), PageFormat)


def lang(language: Language) -> Any:
    """`--lang`."""
    said = Text(zh="语言；不写则按系统设置", en="Language; that of the system if not given")
    return choice(language, "--lang", said, get_args(Language))


def as_of(language: Language) -> Any:
    """`--as-of DATE`."""
    said = Text(
        zh="只算到这一天，如 2022-12-31；不写则到报送期末",
        en="Last day that counts, e.g. 2022-12-31; else the period's end",
    )
    return option(language, "--as-of", said, DAY)


def select(language: Language) -> Any:
    """`--select CODE`."""
    said = Text(
        zh="只列这些编码的问题，可写开头，如 V3、C401", en="Only findings of these codes; V3 means all that begin so"
    )
    return option(language, "--select", said, CODES)


def ignore(language: Language) -> Any:
    """`--ignore CODE`."""
    said = Text(zh="不列这些编码的问题，写法同上", en="No findings of these codes, written likewise")
    return option(language, "--ignore", said, CODES)


def fail_on(language: Language) -> Any:
    """`--fail-on`."""
    said = Text(
        zh="有这一级别及以上的问题时，退出码为 1", en="Exit with 1 if there is a finding of this severity or above"
    )
    return choice(language, "--fail-on", said, FailOn)


def reveal(language: Language) -> Any:
    """`--reveal`."""
    said = Text(zh="显示姓名、证件号和电话，不遮盖", en="Show names, ids and phone numbers instead of masking them")
    return option(language, "--reveal", said)


def read_day(said: str | None) -> date | None:
    """A date as 2022-12-31.

    Raises:
        Stop: it is none.
    """
    try:
        return None if said is None else date.fromisoformat(said)
    except ValueError:
        raise Stop(
            "bad-date",
            Text(zh=f"“{said}”不是日期", en=f"{said} is not a date"),
            context="--as-of",
            hint=Text(zh="请写成 2022-12-31", en="write it as 2022-12-31"),
        ) from None


def read_workers(said: str | None) -> int | None:
    """A whole number from 1.

    Raises:
        Stop: it is none.
    """
    if said is None or (said.isdecimal() and int(said) > 0):
        return None if said is None else int(said)
    raise Stop(
        "bad-number",
        Text(zh=f"“{said}”不是进程数", en=f"{said} is not a number of processes"),
        context="--workers",
        hint=Text(zh="请写 1 或更大的整数", en="write a whole number from 1"),
    )


def read_codes(said: Sequence[str], name: str) -> tuple[str, ...]:
    """Codes or their beginnings, several in one word where commas part them.

    Raises:
        Stop: no code begins so; a misspelt code must not hide every finding.
    """
    asked = tuple(code.strip().upper() for each in said for code in each.replace("，", ",").split(",") if code.strip())
    for code in asked:
        if not any(known.startswith(code) for known in catalogue()):
            near = difflib.get_close_matches(code, catalogue(), n=3, cutoff=0.5)
            listed = "、".join(near), ", ".join(near)
            raise Stop(
                "unknown-code",
                Text(zh=f"没有以“{code}”开头的编码", en=f"no code begins with {code}"),
                context=name,
                hint=Text(zh=f"相近的编码：{listed[0]}", en=f"similar codes: {listed[1]}") if near else None,
            )
    return asked
