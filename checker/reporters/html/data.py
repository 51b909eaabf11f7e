"""The data of the page's scripts as one JSON document: flags, results, codes and words.

Every text is stored once and referred to by number. The document is safe inside a script element.
"""

import unicodedata
from itertools import groupby

from checker.model import Severity
from checker.reporters.html.assets import WORDS
from checker.reporters.html.decisions import review_data
from checker.reporters.html.figures import AllFigures
from checker.reporters.html.flag_table import FlagTable, TextTable, code_data
from checker.reporters.html.script_json import dump_for_script
from checker.reporters.html.view import View
from checker.wording.comparisons import SINCE
from checker.wording.labels import DISPOSITIONS, MARKS, SEVERITIES, STATUSES


def page_data(view: View, figures: AllFigures) -> str:
    """Writes the document so that it is safe inside a script element."""
    texts = TextTable()
    flags = FlagTable(view, texts)
    clauses = sorted({view.quote(label.clause) for label in view.indicators} - {""}, key=clause_order)
    document = {
        "departments": _departments(view, texts),
        "indicators": [
            {
                "id": label.id,
                "name": texts.add(view.text(label.name)),
                "clause": clauses.index(clause) if (clause := view.quote(label.clause)) else -1,
            }
            for label in view.indicators
        ],
        "clauses": clauses,
        "codes": [code_data(code, texts) for code in flags.codes],
        "severities": [{"id": each.word, "name": texts.add(SEVERITIES[each])} for each in Severity],
        "statuses": [
            {"id": status.value, "name": texts.add(name), "mark": MARKS[status]} for status, name in STATUSES.items()
        ],
        "answers": [{"id": each.value, "name": texts.add(name)} for each, name in DISPOSITIONS.items()],
        "states": [{"id": id, "name": texts.add(name)} for id, name in SINCE.items()],
        "results": _results(view, figures, texts),
        "flags": flags.data(),
        "review": review_data(view.report, texts),
        "words": {name: [word.zh, word.en] for name, word in WORDS.items()},
    }
    return dump_for_script({**document, "texts": texts.texts()})


def _departments(view: View, texts: TextTable) -> list[dict[str, object]]:
    owners = [(each.name, each.file) for each in view.report.departments] + [(view.report.district_name, "")]
    return [
        {"id": id, "name": texts.add(view.text(name)), "file": texts.add(view.quote(file))}
        for id, (name, file) in zip(view.department_ids, owners, strict=True)
    ]


def _results(view: View, figures: AllFigures, texts: TextTable) -> dict[str, list[object]]:
    columns: dict[str, list[object]] = {}
    statuses = list(STATUSES)
    for (department, indicator), each in figures.items():
        row: dict[str, object] = {
            "department": department,
            "indicator": view.numbers[indicator],
            "status": statuses.index(each.status),
            "value": texts.add(each.value),
            "counted": texts.add(each.counted),
            "bounds": texts.add(each.bounds),
            "target": texts.add(each.target),
            "expected": texts.add(each.expected),
            "needed": texts.add(each.needed),
            "by": texts.add(each.by),
            "reason": texts.add(each.reason),
            "before": texts.add(each.before),
            "excluded": each.excluded,
            "unknown": each.unknown,
            "short": [texts.add(member) for member in each.short],
            "shortMore": each.short_more,
            "direction": each.direction,
        }
        for name, value in row.items():
            columns.setdefault(name, []).append(value)
    return columns


def clause_order(clause: str) -> tuple[list[int], str]:
    """Returns a sort key for clauses: their numbers, in Arabic or Chinese numerals, then their text.

    Digits of any script are positional ("38", "３８"). Numerals from ten up multiply the digits before them (三十八).
    """
    values = [unicodedata.numeric(character, None) for character in clause]
    numerals = groupby(values, lambda value: value is not None)
    return [_number([int(value or 0) for value in run]) for is_number, run in numerals if is_number], clause


def _number(values: list[int]) -> int:
    total = digits = 0
    for value in values:
        if value < 10:
            digits = digits * 10 + value
        else:
            total += (digits or 1) * value
            digits = 0
    return total + digits
