"""How much of what published documents ask `checker indicators draft` finds, and how much of what it finds is asked.

    python -m benchmarks.draft DOCUMENTS REQUIREMENTS.tsv [--show]

DOCUMENTS is a folder of texts, one per pack; REQUIREMENTS.tsv names the requirements of each by clause, in words of its
own, with the columns pack, strength (A: a number, date or period; B: strict words; C: soft), clause, name_zh, operator,
threshold, period. A requirement is found if a candidate of its clause has its number, or shares words with its name;
each candidate stands for one requirement at most. `--show` also prints what is missed and what is too much.
"""

import csv
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from checker.policy.finding import find_requirements
from checker.policy.model import Requirement
from checker.policy.reading.files import read_lines
from checker.text.clauses import clause_order

#: Words shared with the name of a requirement that make a candidate one for it.
ALIKE = 0.18


@dataclass
class Figures:
    """The counts of one document."""

    found: dict[str, int] = field(default_factory=lambda: dict.fromkeys("ABC", 0))
    asked: dict[str, int] = field(default_factory=lambda: dict.fromkeys("ABC", 0))
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("number", "operator", "period"), 0))
    candidates: int = 0
    again: int = 0
    false: int = 0

    def add(self, other: "Figures") -> None:
        """Adds the counts of another document."""
        for mine, theirs in ((self.found, other.found), (self.asked, other.asked), (self.right, other.right)):
            for key in mine:
                mine[key] += theirs[key]
        self.candidates += other.candidates
        self.again += other.again
        self.false += other.false

    def line(self, name: str) -> str:
        """One line of the table."""
        parts = [f"{name:<16}"]
        parts += [f"{level} {self.found[level]:>3}/{self.asked[level]:<3}" for level in "ABC"]
        parts += [f"{what} {count}/{self.found['A']}" for what, count in self.right.items()]
        true = self.candidates - self.false
        parts.append(f"candidates {self.candidates} again {self.again} false {self.false}")
        parts.append(f"true per false {true / self.false:.1f}" if self.false else "none false")
        return "  ".join(parts)


def main(arguments: Sequence[str]) -> int:
    """Prints the figures of each document."""
    show = "--show" in arguments
    folder, table = [each for each in arguments if not each.startswith("--")][:2]
    with Path(table).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    total = Figures()
    for path in sorted(Path(folder).glob("*.txt")):
        asked = [row for row in rows if row["pack"] == path.stem]
        if asked:
            figures = judge(find_requirements(read_lines(path)).requirements, asked, show)
            print(figures.line(path.stem))
            total.add(figures)
    print(total.line("all"))
    return 0


def judge(found: Sequence[Requirement], asked: Sequence[dict[str, str]], show: bool) -> Figures:
    """Matches what was found with what is asked, the surest pairs first."""
    figures = Figures(candidates=len(found))
    pairs = sorted(
        (
            (likeness(each, row), -index, -number)
            for index, row in enumerate(asked)
            for number, each in enumerate(found)
            if same_clause(each.sentence.clause, row["clause"])
        ),
        reverse=True,
    )
    of_row: dict[int, int] = {}
    of_candidate: dict[int, int] = {}
    for score, minus_index, minus_number in pairs:
        index, number = -minus_index, -minus_number
        if score >= ALIKE and index not in of_row and number not in of_candidate:
            of_row[index] = number
            of_candidate[number] = index
    for index, row in enumerate(asked):
        figures.asked[row["strength"]] += 1
        if index in of_row:
            figures.found[row["strength"]] += 1
            if row["strength"] == "A":
                wrong = count_right(figures, found[of_row[index]], row)
                if show and wrong:
                    print(
                        f"  wrong {wrong} {row['id']}: {row['operator']} {row['threshold']} {row['period']}", end="; "
                    )
                    each = found[of_row[index]]
                    print(f"found {each.operator} {each.threshold} {each.period}: {each.phrase[:40]}")
        elif show and row["strength"] != "C":
            print(f"  missed {row['strength']} {row['id']} {row['clause']} {row['name_zh']}")
    best = {number: max((s for s, _, n in pairs if -n == number), default=0.0) for number in range(len(found))}
    for number, each in enumerate(found):
        if number in of_candidate:
            continue
        if best[number] >= ALIKE:
            figures.again += 1
        else:
            figures.false += 1
        if show:
            kind = "again" if best[number] >= ALIKE else "false"
            print(f"  {kind} {each.sentence.clause} {each.kind} {each.phrase[:60]} [{each.words}]")
    return figures


def count_right(figures: Figures, each: Requirement, row: dict[str, str]) -> str:
    """Counts whether number, operator and period are as asked; gives the names of those that aren't."""
    right = {
        "number": same_number(each, row) or each.kind == "trend",
        "operator": each.operator == row["operator"],
        "period": each.period == row["period"].split(" ")[0],
    }
    for name, is_right in right.items():
        figures.right[name] += is_right
    return ", ".join(name for name, is_right in right.items() if not is_right)


def same_clause(mine: str, asked: str) -> bool:
    """Whether a clause is the one asked for, which may leave out the numbers around it."""
    ours, theirs = (
        clause_order(mine),
        clause_order(re.sub(r"第|之|\([^)]*[^)一二三四五六七八九十\d][^)]*\)", " ", asked)),
    )
    if not ours or not theirs:
        return False
    return ours[-len(theirs) :] == theirs or ours[: len(theirs)] == theirs or theirs[-len(ours) :] == ours


def same_number(each: Requirement, row: dict[str, str]) -> bool:
    """Whether a candidate has the number or the day of a requirement."""
    days = re.findall(r"\d{4}-\d\d-\d\d|\d\d-\d\d", row["threshold"])
    if days:
        return each.threshold in days
    return each.threshold == row["threshold"].split(" ")[0]


def likeness(each: Requirement, row: dict[str, str]) -> float:
    """How alike a candidate and a requirement are: the share of pairs of characters of its name, and its number."""
    name, text = pairs_of(row["name_zh"]), pairs_of(each.phrase) | pairs_of(each.words)
    near = pairs_of(each.sentence.text)
    shared = len(name & text) / len(name) if name else 0.0
    wide = len(name & near) / len(name) if name else 0.0
    number = row["strength"] == "A" and each.strength == "number" and same_number(each, row)
    return shared + 0.3 * wide * bool(shared) + (0.3 if number else 0.0)


def pairs_of(text: str) -> set[str]:
    """The pairs of neighbouring characters of a text, without marks."""
    letters = re.sub(r"[^\w]", "", text)
    return {letters[index : index + 2] for index in range(len(letters) - 1)}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
