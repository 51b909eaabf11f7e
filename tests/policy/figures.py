"""How much of the documents in `unseen/` is found: their requirements were listed before the finder had read them.

python -m tests.policy.figures [--show]
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

from checker.policy.finding import find_requirements
from checker.policy.model import Line, Requirement
from checker.policy.reading.files import read_lines
from checker.policy.reading.rows import write_rows

HERE = Path(__file__).parent / "unseen"
NAMES = sorted(path.stem for path in HERE.glob("*.yaml"))
#: What is compared: the key of an entry, and the field of a requirement.
FIELDS = {"number": "threshold", "op": "operator", "unit": "unit", "period": "period"}
Entry = dict[str, object]


def read_document(name: str) -> list[Line]:
    """The lines of a document, as the program reads them."""
    path = next(each for each in HERE.glob(f"{name}.*") if each.suffix != ".yaml")
    if not path.name.endswith(".docx.txt"):
        return read_lines(path)
    texts: list[tuple[str, bool]] = []
    rows: list[list[str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
            continue
        texts += write_rows(rows)
        rows = []
        texts.append((line.lstrip("# "), False))
    kept = [(text, is_row) for text, is_row in texts if text.strip()]
    return [Line(number, text, is_row) for number, (text, is_row) in enumerate(kept, 1)]


def is_right(entry: Entry, key: str, each: Requirement) -> bool:
    """Whether a requirement has what an entry says under a key; an entry without the key leaves it open."""
    value = entry.get(key)
    return value is None or getattr(each, FIELDS[key]) in (value if isinstance(value, list) else [value])


def pair(entries: Sequence[Entry], found: Sequence[Requirement]) -> dict[int, int]:
    """Which requirement is which entry, the surest pairs first; each is in one pair at most."""
    scores = sorted(_scores(entries, found), reverse=True)
    paired: dict[int, int] = {}
    for _, entry, each in scores:
        if -entry not in paired and -each not in paired.values():
            paired[-entry] = -each
    return paired


def _scores(entries: Sequence[Entry], found: Sequence[Requirement]) -> Iterator[tuple[int, int, int]]:
    for index, entry in enumerate(entries):
        for number, each in enumerate(found):
            in_phrase = str(entry["has"]) in f"{each.phrase} {each.words}"
            same_number = "number" in entry and is_right(entry, "number", each)
            same_clause = str(entry["clause"]) in each.sentence.clause
            if same_clause and (in_phrase or (same_number and str(entry["has"]) in each.sentence.text)):
                likeness = (
                    4 * in_phrase + 3 * same_number + sum(key in entry and is_right(entry, key, each) for key in FIELDS)
                )
                yield likeness, -index, -number


def count(name: str, show: bool = False) -> Counter[str]:
    """The figures of a document."""
    entries = yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    found = find_requirements(read_document(name)).requirements
    pairs = pair(entries, found)
    figures: Counter[str] = Counter(true=len(pairs), false=len(found) - len(pairs))
    for index, entry in enumerate(entries):
        figures[f"{entry['s']} asked"] += 1
        figures[f"{entry['s']} found"] += index in pairs
        if entry["s"] == "A":
            wrong = [key for key in FIELDS if index in pairs and not is_right(entry, key, found[pairs[index]])]
            figures.update({f"{key} right": index in pairs and key not in wrong for key in FIELDS})
            if show and wrong:
                _write(f"  {name}: {entry} {wrong}")
        if show and index not in pairs and entry["s"] != "C":
            _write(f"  {name}: {entry} missed")
    for number in set(range(len(found))) - set(pairs.values()) if show else ():
        _write(f"  {name}: false: {found[number].sentence.clause} {found[number].phrase} [{found[number].words}]")
    return figures


def main(arguments: Sequence[str]) -> int:
    """Prints the figures of each document and of all."""
    total: Counter[str] = Counter()
    for name in NAMES:
        figures = count(name, "--show" in arguments)
        total += figures
        _write(f"{name:<20}", _line(figures))
    _write(f"{'all':<20}", _line(total))
    return 0


def _write(*texts: str) -> None:
    sys.stdout.write(" ".join(texts) + "\n")


def _line(figures: Counter[str]) -> str:
    levels = "  ".join(f"{level} {figures[f'{level} found']}/{figures[f'{level} asked']}" for level in "ABC")
    right = "  ".join(f"{key} {figures[f'{key} right']}" for key in FIELDS)
    return f"{levels}  {right}  true {figures['true']} false {figures['false']}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
