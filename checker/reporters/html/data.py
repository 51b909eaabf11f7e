"""What the page's scripts need: the flags, the results, the codes and the words, as one JSON document.

Texts are written once and told by their numbers. The document is safe inside a script element.
"""

from __future__ import annotations

import json

from checker.model import Severity
from checker.reporters.html.clauses import clause_order
from checker.reporters.html.code_pages import code_data
from checker.reporters.html.figures import Said
from checker.reporters.html.flag_columns import Columns
from checker.reporters.html.pool import Pool
from checker.reporters.html.view import View
from checker.reporters.html.words import WORDS
from checker.wording.labels import DISPOSITIONS, MARKS, SEVERITIES, STATUSES

#: What could end the script element, or a line of it in an older reader.
_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def page_data(view: View, said: Said) -> str:
    """The document, as text that can stand inside a script element."""
    pool = Pool()
    columns = Columns(view, pool)
    clauses = sorted({view.quote(label.clause) for label in view.indicators} - {""}, key=clause_order)
    document = {
        "departments": _departments(view, pool),
        "indicators": [
            {
                "id": label.id,
                "name": pool.add(view.text(label.name)),
                "clause": clauses.index(clause) if (clause := view.quote(label.clause)) else -1,
            }
            for label in view.indicators
        ],
        "clauses": clauses,
        "codes": [code_data(code, pool) for code in columns.codes],
        "severities": [{"id": each.word, "name": pool.add(SEVERITIES[each])} for each in Severity],
        "statuses": [
            {"id": status.value, "name": pool.add(name), "mark": MARKS[status]} for status, name in STATUSES.items()
        ],
        "answers": [{"id": each.value, "name": pool.add(name)} for each, name in DISPOSITIONS.items()],
        "results": _results(view, said, pool),
        "flags": columns.data(),
        "words": {name: [word.zh, word.en] for name, word in WORDS.items()},
    }
    return script_safe({**document, "texts": pool.listed()})


def script_safe(document: object) -> str:
    """JSON that no reader of HTML or of scripts takes for anything else."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def _departments(view: View, pool: Pool) -> list[dict[str, object]]:
    owners = [(each.name, each.file) for each in view.report.departments] + [(view.report.district_name, "")]
    return [
        {"id": id, "name": pool.add(view.text(name)), "file": pool.add(view.quote(file))}
        for id, (name, file) in zip(view.department_ids, owners, strict=True)
    ]


def _results(view: View, said: Said, pool: Pool) -> dict[str, list[object]]:
    columns: dict[str, list[object]] = {}
    statuses = list(STATUSES)
    for (department, indicator), (_, words) in said.items():
        row: dict[str, object] = {
            "department": department,
            "indicator": view.numbers[indicator],
            "status": statuses.index(words.status),
            "value": pool.add(words.value),
            "counted": pool.add(words.counted),
            "bounds": pool.add(words.bounds),
            "target": pool.add(words.target),
            "expected": pool.add(words.expected),
            "needed": pool.add(words.needed),
            "by": pool.add(words.by),
            "reason": pool.add(words.reason),
            "excluded": words.excluded,
            "unknown": words.unknown,
            "short": [pool.add(each) for each in words.short],
            "shortMore": words.short_more,
            "before": pool.add(words.before),
            "direction": words.direction,
        }
        for name, value in row.items():
            columns.setdefault(name, []).append(value)
    return columns
