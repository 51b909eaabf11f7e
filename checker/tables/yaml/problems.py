"""Problems of definitions: where, one sentence, what is written there, what is allowed, and the nearest valid word.

Must not import pydantic models, YAML or anything that reads workbooks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from typing import TYPE_CHECKING, Any

from checker.codes import Code
from checker.errors import Stop
from checker.frozen import dataclass
from checker.text.bilingual import Text
from checker.text.normalize import likely_name

if TYPE_CHECKING:
    from pydantic_core import PydanticCustomError

#: A `PackError` lists at most this many problems in its hint; it carries all of them.
SPELT_OUT = 20
#: One line lists at most this many allowed words.
LISTED = 12


@dataclass(frozen=True)
class Spot:
    """A place in a file: line and column from 1; 0 for the file as a whole."""

    file: str
    line: int = 0
    column: int = 0


@dataclass(frozen=True)
class Problem:
    """One fault of a definition.

    Attributes:
        file, line, column: its place, as in `Spot`.
        code: its kind (D1xx).
        message: one sentence with the values in it.
        found: what is written there, shortened.
        allowed: the words allowed there, if they can be listed.
        nearest: the allowed word that was probably meant, or empty.
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
        """Writes the problem on one line, e.g. "pack.yaml:3:5 D107 ... (did you mean ...? allowed: ...)"."""
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
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        line = f"{place} {self.code.id} {self.message.of(language)}"
        if not extra:
            return line
        return f"{line}（{''.join(extra)}）" if chinese else f"{line} ({' '.join(extra)})"


class PackError(Stop):
    """A pack can't be used until its author corrects it; carries every problem of every file."""

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
        """Lets the error leave a worker process complete."""
        return PackError, (self.pack, self.problems)


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sorts problems by file, line, column and code, without duplicates."""
    return tuple(sorted(set(problems), key=lambda each: (each.file, each.line, each.column, each.code.id, each.found)))


def problem(code: Code, spot: Spot, *, found: str = "", allowed: Iterable[str] = (), **values: object) -> Problem:
    """Makes a problem; `found` and `values` (`Text`, or anything `str` takes) fill the message's named places."""
    words = tuple(str(word) for word in allowed)
    filled: dict[str, object] = {"found": found, **values}

    def fill(language: str) -> str:
        texts = {name: value.of(language) if isinstance(value, Text) else value for name, value in filled.items()}
        return code.message.of(language).format(**texts)

    message = Text(zh=fill("zh"), en=fill("en"))
    near = likely_name(found, words) if found and found not in words else ""
    return Problem(spot.file, spot.line, spot.column, code, message, found, words, near)


@dataclass(frozen=True)
class Refusal:
    """A problem that a validator found, before its place in the file is known.

    Attributes:
        code: its kind.
        at: the path below the place that pydantic names.
        found: what is written there; empty means "see the file".
        allowed: the words allowed there.
        values: for the other named places of the code's message.
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
    """Makes the error that a validator raises; the loader reports each refusal with its place."""
    from pydantic_core import PydanticCustomError  # imports late: reading a file validates nothing

    return PydanticCustomError("refused", "refused", {"refusals": refusals})
