"""Figures over the recorded periods: one indicator for everybody, or everything of one department."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from checker.frozen import dataclass
from checker.history.runs import Run
from checker.model.stops import make_stop
from checker.text.normalize import key_form

#: A result as report.json has it.
Item = Mapping[str, Any]
_BLOCKS = "▁▂▃▄▅▆▇█"
#: The same for what is no terminal, e.g. a file or a program: a digit for each height.
_DIGITS = "12345678"
_NOTHING = "·", "."


@dataclass(frozen=True)
class Subject:
    """What a history is of: one indicator, or one department, "" for the district."""

    indicator: str | None
    department: str | None


@dataclass(frozen=True)
class Line:
    """The results of one indicator for one department, one for each run; None where a run has none."""

    department: str
    indicator: str
    results: tuple[Item | None, ...]

    @property
    def last(self) -> Item | None:
        """The newest result."""
        return next((each for each in reversed(self.results) if each is not None), None)


@dataclass(frozen=True)
class History:
    """Results over runs, which are in the order of their periods."""

    subject: Subject
    runs: tuple[Run, ...]
    lines: tuple[Line, ...]


def find_subject(runs: Sequence[Run], text: str | None, where: str) -> Subject:
    """Finds the indicator or department that is meant, by id, code or name; nothing means the district.

    Raises:
        Stop: no run knows it; it lists what is similar.
    """
    if text is None:
        return Subject(None, "")
    form, names = key_form(text), dict[str, Subject]()
    for run in reversed(runs):
        for each in (run.district.zh, run.district.en):
            names.setdefault(each, Subject(None, ""))
        for code, party in run.parties.items():
            for each in (code, party.name.zh, party.name.en):
                names.setdefault(each, Subject(None, code))
        for id, label in run.labels.items():
            for each in (id, label.name.zh, label.name.en):
                names.setdefault(each, Subject(id, None))
    forms = {key_form(name): subject for name, subject in names.items() if name}
    if form in forms:
        return forms[form]
    near = [name for name in names if form and form in key_form(name)]
    near = near or difflib.get_close_matches(text, names, n=5, cutoff=0.4)
    raise make_stop("no-such-history", where, name=text, choices=near[:8] or list(runs[-1].labels)[:8])


def read_history(ledger: Any, runs: Sequence[Run], subject: Subject) -> History:
    """Reads the results of a subject from a ledger, and nothing else of the runs."""
    if subject.indicator is not None:
        wanted = {"indicator": subject.indicator}
    else:
        wanted = {"department": subject.department or ""}
    found: dict[tuple[str, str], list[Item | None]] = {}
    for number, run in enumerate(runs):
        for item in ledger.items(run.seq, "result", **wanted):
            line = found.setdefault((item["department"], item["indicator"]), [None] * len(runs))
            line[number] = item
    order = list(_order(runs))
    lines = sorted((Line(*place, tuple(results)) for place, results in found.items()), key=_place(order))
    return History(subject, tuple(runs), tuple(lines))


def _order(runs: Sequence[Run]) -> Iterator[str]:
    """The district, then the departments and indicators as the newest run lists them, then those of older runs."""
    yield ""
    for run in reversed(runs):
        yield from run.parties
        yield from run.labels


def _place(order: Sequence[str]) -> Any:
    places = {name: number for number, name in reversed(list(enumerate(order)))}
    last = len(order)
    return lambda line: (places.get(line.department, last), places.get(line.indicator, last), line.indicator)


def sparkline(values: Sequence[Fraction | int | None], *, plain: bool) -> str:
    """Draws values as heights between the smallest and the largest, which are drawn alike if they are equal."""
    known = [Fraction(value) for value in values if value is not None]
    marks = _DIGITS if plain else _BLOCKS
    low, span = min(known, default=Fraction(0)), max(known, default=Fraction(0)) - min(known, default=Fraction(0))
    return "".join(
        _NOTHING[plain] if value is None else marks[_height(Fraction(value) - low, span, len(marks))]
        for value in values
    )


def _height(above: Fraction, span: Fraction, levels: int) -> int:
    return levels // 2 if not span else min(levels - 1, int(above / span * levels))
