"""Splits a document into clauses and sentences, each with its place."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal

from checker.policy.folding import cover, fold
from checker.policy.model import Line, Sentence
from checker.policy.responsible import find_responsible
from checker.policy.rules import Rules
from checker.policy.tabled import find_row_units

Status = Literal["asked", "past", "general"]
#: No sentence is longer; what would be is cut.
LONGEST = 1_000
_BULLET = re.compile(r"^[\s#·•●▪■◆\-–—*]+")


def split_document(lines: Iterable[Line], rules: Rules) -> list[Sentence]:
    """Splits the lines of a document, without its page furniture, into sentences."""
    found: list[Sentence] = []
    lines = list(lines)
    heads = _Headings(rules)
    heads.numbered = any(heads.find_number(fold(line.text)) for line in lines)
    for line in lines:
        folded = fold(line.text)
        if not folded.strip() or (not line.is_row and is_furniture(folded, rules)):
            continue
        responsible, end = find_responsible(folded, line.text, rules)
        if responsible and not folded[:end].strip(" ([（"):
            found = _hand_back(found, heads.clause, responsible)
            continue
        start = _text_start(folded)
        begins, is_head = heads.read(folded, start)
        found += _split_line(line, folded, begins, heads, rules, is_head)
    if any(each.clause for each in found):  # what comes before the first clause introduces the others
        found = [each if each.clause or each.is_row else replace(each, status="general") for each in found]
    return found


def _hand_back(found: list[Sentence], clause: str, responsible: tuple[str, ...]) -> list[Sentence]:
    """Makes those that a line of its own names responsible for the sentences of the clause before it."""
    return [
        replace(each, responsible=responsible) if each.clause == clause and not each.responsible else each
        for each in found
    ]


def is_furniture(folded: str, rules: Rules) -> bool:
    """Whether a line belongs to the page on which the document was published, not to the document."""
    return any(pattern.search(folded.strip()) for pattern in rules.find_all("furniture"))


def _text_start(folded: str) -> int:
    bullet = _BULLET.match(folded)
    return bullet.end() if bullet else 0


class _Headings:
    """The clause that is being read, and what its titles say of its sentences."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.levels = [(rules.compile(each["pattern"]), each["level"]) for each in rules.data["headings"]["levels"]]
        self.numbered = True
        self.open: dict[int, tuple[str, Status | None]] = {}

    @property
    def clause(self) -> str:
        labels = [label for _, (label, _) in sorted(self.open.items())]
        return str(self.rules.data["join"]).join(labels).replace(" (", "(")

    @property
    def status(self) -> Status:
        said = [status for _, (_, status) in sorted(self.open.items()) if status]
        return said[-1] if said else "asked"

    def read(self, folded: str, start: int) -> tuple[int, bool]:
        """Reads the number at the start of a line; gives where the text begins, and whether there is a number."""
        numbered = self.find_number(folded[start:])
        if numbered:
            number, level = numbered
            rest = folded[start + number.end() :]
            title = rest[: self._title_end(rest)]
            for deeper in [each for each in self.open if each >= level]:
                del self.open[deeper]
            label = number[0].strip().rstrip(" .、:-–")
            if "." in label:  # 3.2 has the number of its section in it
                for shallower in [each for each, (above, _) in self.open.items() if above.isdigit()]:
                    del self.open[shallower]
            self.open[level] = (label, self.judge(title))
            return start + number.end(), True
        if not self.numbered and self._is_title(folded.strip()):
            self.open = {0: (folded.strip().rstrip(":"), self.judge(folded))}
        return start, False

    def find_number(self, text: str) -> tuple[re.Match[str], int] | None:
        """Finds the number at the start of a text, and its level."""
        found = ((pattern.match(text), level) for pattern, level in self.levels)
        return next(((number, level) for number, level in found if number), None)

    def _is_title(self, text: str) -> bool:
        """Whether a line of a document without numbers is a title: short, no sentence, and nothing asked for."""
        short = len(text) <= self.rules.data["headings"]["longest_title"]
        return (
            short and not text.endswith((".", "。", ";", ",")) and not self.rules.find("headings", "asks").search(text)
        )

    def judge(self, title: str) -> Status | None:
        """What a title says of the sentences below it."""
        if len(title) > self.rules.data["headings"]["longest_title"]:
            return None
        for name, status in (("ahead", "asked"), ("history", "past"), ("preamble", "general")):
            if self.rules.find("headings", name).search(title):
                return status  # type: ignore[return-value]
        return None

    def _title_end(self, rest: str) -> int:
        end = self.rules.find("sentence_end").search(rest)
        return end.start() if end else len(rest)


def _split_line(
    line: Line, folded: str, begins: int, heads: _Headings, rules: Rules, is_head: bool
) -> Iterator[Sentence]:
    responsible, end = find_responsible(folded, line.text, rules)
    if line.is_row:
        who = find_row_units(line.text, rules)
        end = len(line.text)
        yield Sentence(heads.clause, line.number, 0, end, line.text, heads.status, is_row=True, responsible=who)
        return
    longest = rules.data["headings"]["longest_title"]
    covered = cover(folded, [found.span() for mask in rules.find_all("masks") for found in mask.finditer(folded)])
    first = True
    sub = ""
    for start, stop in _stretches(covered, begins, end, rules):
        inline = rules.find("headings", "inline").search(folded[start:stop][:4])
        if inline and inline.start() == 0:
            sub = rules.data["headings"].get("inline_label", "") + inline[1]
        text = line.text[start:stop]
        title = first and is_head and stop - start <= longest and (stop < end or _has_no_end(folded[:stop], rules))
        first = False
        yield Sentence(heads.clause + sub, line.number, start, stop, text, heads.status, title, False, responsible)


def _has_no_end(text: str, rules: Rules) -> bool:
    return not rules.find("sentence_end").search(text[-2:])


def _stretches(covered: str, begins: int, end: int, rules: Rules) -> Sequence[tuple[int, int]]:
    """The sentences of a line: a mark inside of brackets or quotation marks ends none."""
    found, start, depth = [], begins, 0
    ends = {each.start(): each.end() for each in rules.find("sentence_end").finditer(covered, begins, end)}
    inline = {each.start() for each in rules.find("headings", "inline").finditer(covered, begins, end)}
    for place in range(begins, end):
        character = covered[place]
        depth = max(0, depth + (character in "([{“") - (character in ")]}”"))
        if place in inline and place > start and covered[start:place].strip():
            found.append((start, place))
            start = place
        if place in ends and depth == 0:
            found.append((start, ends[place]))
            start = ends[place]
    found.append((start, end))
    found = [piece for each in found for piece in _pieces(covered, *each)]
    return [_stripped(covered, *each) for each in found if covered[each[0] : each[1]].strip()]


def _pieces(covered: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Cuts what is too long for a sentence, at a comma or a space where there is one."""
    while stop - start > LONGEST:
        cut = max(covered.rfind(mark, start + LONGEST // 2, start + LONGEST) for mark in (",", " ", "、"))
        cut = cut + 1 if cut > 0 else start + LONGEST
        yield start, cut
        start = cut
    yield start, stop


def _stripped(text: str, start: int, stop: int) -> tuple[int, int]:
    part = text[start:stop]
    return start + len(part) - len(part.lstrip()), stop - (len(part) - len(part.rstrip()))
