"""Raw cells as text, and lists of items and rows for messages."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from fractions import Fraction

from checker.model.workbook import ErrorCell, Raw, Uncalculated
from checker.tables.words import Labels
from checker.text.bilingual import Text
from checker.text.normalize import display_form, key_form, number_text

#: How many items of a list a message shows.
SHOWN = 10
#: Unicode counts it as a letter, but it is invisible.
_UNSEEN_LETTER = "\u3164"


def is_blank(raw: Raw) -> bool:
    """Whether a cell looks empty: None, or a text of blanks and zero-width characters."""
    if not isinstance(raw, str):
        return raw is None
    first = raw[:1]
    if first > " " and first != _UNSEEN_LETTER and first.isprintable():
        return False
    return not key_form(raw)


def filled(row: Sequence[Raw], column: int) -> bool:
    """Whether the cell in a 0-based column has content; False after the end of the row."""
    return column < len(row) and not is_blank(row[column])


def text_of(raw: Raw) -> str:
    """The content of a cell as people see it, on one line: dates as 2022-03-01, whole numbers without a point."""
    if is_blank(raw) or raw is None:
        return ""
    if isinstance(raw, str):
        return " ".join(display_form(raw).split())
    if isinstance(raw, bool):
        return str(raw).upper()
    if isinstance(raw, float):
        finite = raw == raw and abs(raw) < 1e300
        return number_text(Fraction(format(raw, ".15g"))) if finite else str(raw)
    if isinstance(raw, datetime):
        return raw.date().isoformat() if raw.time() == datetime.min.time() else raw.isoformat(" ")
    if isinstance(raw, date):
        return raw.isoformat()
    if isinstance(raw, ErrorCell):
        return raw.text
    return raw.formula if isinstance(raw, Uncalculated) else str(raw)


def list_items(items: Iterable[str | Text]) -> Text:
    """Joins items into a list in both languages, at most `SHOWN` of them."""
    both = [item if isinstance(item, Text) else Text(item, item) for item in items]
    shown, more = both[:SHOWN], len(both) - SHOWN
    zh = "、".join(item.zh for item in shown)
    en = ", ".join(item.en for item in shown)
    return Text(f"{zh} 等 {len(both)} 项", f"{en} and {more} more") if more > 0 else Text(zh, en)


def list_names(names: Labels) -> Text:
    """Lists the names that are accepted; each language begins with its own, and the other language's comes last."""
    zh, en = (
        dict.fromkeys((own, *names.aliases, other)) for own, other in ((names.zh, names.en), (names.en, names.zh))
    )
    return Text(list_items(zh).zh, list_items(en).en)


def list_rows(numbers: Sequence[int]) -> Text:
    """Joins ascending row numbers into a list with ranges: 5-7, 9."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    listed = list_items("-".join(str(end) for end in run) for run in runs)
    if len(runs) <= SHOWN:
        return listed
    # Behind it stands the word for rows, and it is they that are counted, not the ranges.
    zh, en = listed.zh.rpartition(" 等 ")[0], listed.en.rpartition(" and ")[0]
    more = sum(number > runs[SHOWN - 1][-1] for number in numbers)
    return Text(f"{zh} 等 {len(numbers)}", f"{en} and {more} more")
