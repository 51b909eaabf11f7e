"""What is wrong with a definition, and where: one sentence, what stands there, what may, and the nearest valid word.

Knows codes and texts; must not import pydantic models, YAML or anything that reads workbooks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from pydantic_core import PydanticCustomError

from checker.codes import Code
from checker.errors import Stop
from checker.text.bilingual import Text
from checker.text.normalize import likely

#: How many problems a `PackError` spells out in its hint; it carries all of them.
SPELT_OUT = 20
#: How many allowed words one line lists.
LISTED = 12


@dataclass(frozen=True)
class Spot:
    """A place in a file: line and column from 1; 0 when the fault is that there is no such file."""

    file: str
    line: int = 0
    column: int = 0


@dataclass(frozen=True)
class Problem:
    """One fault of a definition.

    Attributes:
        file, line, column: where; line and column from 1.
        code: what kind (D1xx).
        message: one sentence with the values in it.
        found: what stands there, shortened.
        allowed: the words that may stand there, where they can be listed.
        nearest: the one of them that was probably meant, or empty.
    """

    file: str
    line: int
    column: int
    code: Code
    message: Text
    found: str = ""
    allowed: tuple[str, ...] = ()
    nearest: str = ""

    def line_of(self, language: str) -> str:
        """The whole of it on one line, e.g. "pack.yaml:3:5 D107 ... (allowed: ...; did you mean ...?)"."""
        chinese = language == "zh"
        extra = []
        if self.nearest:
            extra.append(f"是不是“{self.nearest}”？" if chinese else f"did you mean {self.nearest}?")
        if self.allowed:
            words = ("、" if chinese else ", ").join(self.allowed[:LISTED])
            more = len(self.allowed) - LISTED
            if more > 0:
                words += f" 等 {len(self.allowed)} 个" if chinese else f" and {more} more"
            extra.append(f"可以写：{words}" if chinese else f"allowed: {words}")
        tail = ""
        if extra:
            tail = f"（{'；'.join(extra)}）" if chinese else f" ({'; '.join(extra)})"
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{place} {self.code.id} {self.message.of(language)}{tail}"


class PackError(Stop):
    """A pack cannot be used, for reasons that its author can put right; carries every problem of every file."""

    def __init__(self, pack: str, problems: Iterable[Problem]) -> None:
        self.pack = pack
        self.problems = sort_problems(problems)
        count = len(self.problems)
        first = self.problems[0]
        more = count - SPELT_OUT
        zh = [each.line_of("zh") for each in self.problems[:SPELT_OUT]] + ([f"另有 {more} 处"] if more > 0 else [])
        en = [each.line_of("en") for each in self.problems[:SPELT_OUT]] + ([f"and {more} more"] if more > 0 else [])
        super().__init__(
            "bad-pack",
            Text(
                zh=f"指标包“{pack}”的定义有 {count} 处错误",
                en=f"the definitions of pack {pack} have {count} error{'s' if count > 1 else ''}",
            ),
            context=f"{first.file}:{first.line}" if first.line else first.file,
            hint=Text(zh="\n".join(zh), en="\n".join(en)),
        )

    def __reduce__(self) -> tuple[type[PackError], tuple[str, tuple[Problem, ...]]]:
        """So that it comes whole out of a worker process."""
        return PackError, (self.pack, self.problems)


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """By file, line, column, code; each once."""
    return tuple(sorted(set(problems), key=lambda each: (each.file, each.line, each.column, each.code.id, each.found)))


def problem(code: Code, spot: Spot, *, found: str = "", allowed: Iterable[str] = (), **values: object) -> Problem:
    """Makes a problem; `found` and `values` (`Text`, or anything `str` takes) fill the message's named places."""
    words = tuple(str(word) for word in allowed)
    filled: dict[str, object] = {"found": found, **values}

    def told(language: str) -> str:
        texts = {name: value.of(language) if isinstance(value, Text) else value for name, value in filled.items()}
        return code.message.of(language).format(**texts)

    message = Text(zh=told("zh"), en=told("en"))
    near = likely(found, words) if found and found not in words else ""
    return Problem(spot.file, spot.line, spot.column, code, message, found, words, near)


@dataclass(frozen=True)
class Refusal:
    """A problem that a validator found, before its place in the file is known.

    Attributes:
        code: what kind.
        at: where, below the place that pydantic names.
        found: what stands there; empty means "see the file".
        allowed: the words that may stand there.
        values: the further named places of the code's message.
    """

    code: Code
    at: tuple[str | int, ...] = ()
    found: str = ""
    allowed: tuple[str, ...] = ()
    values: dict[str, Any] = field(default_factory=dict)


def refusal(code: Code, *at: str | int, found: object = "", allowed: Iterable[str] = (), **values: object) -> Refusal:
    """Makes a refusal; `values` fill the named places of the code's message."""
    return Refusal(code, at, str(found), tuple(allowed), dict(values))


def refused(*refusals: Refusal) -> PydanticCustomError:
    """What a validator raises, so that the loader can say each of them with its place."""
    return PydanticCustomError("refused", "refused", {"refusals": refusals})
