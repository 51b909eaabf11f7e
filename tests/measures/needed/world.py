"""A few tables, and indicators over them: rows in, the result with what it needs out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from checker.definitions.indicators import Indicator
from checker.measures.toolkit.basis import Basis
from checker.measures.toolkit.scope import Roster, Scope
from checker.model import Measured, Result, Status
from checker.periods import Window
from checker.scoring.needed import needed_for
from checker.scoring.status import judge, pace_share
from checker.tables.table import Table
from checker.text.bilingual import Text
from tests.typed_rows import BAD, submitted, table

Row = dict[str, Any]

YEAR = Window(date(2022, 1, 1), date(2022, 12, 31))
END, JUNE = YEAR.end, date(2022, 6, 30)
HERE = ("slj", Text("区司法局", "Justice Bureau"))
WELL = (Status.MET, Status.ON_TRACK)
NOBODY = Roster()
OPERATORS = ("at_least", "at_most", "above", "below", "equals")


def words(zh: str, en: str) -> dict[str, str]:
    return {"zh": zh, "en": en}


TABLES: dict[str, Table] = {
    "cases": table(
        "cases",
        {
            "no": {"type": "text", "header": words("案号", "Case no.")},
            "on": {"type": "date", "header": words("日期", "Date")},
            "inside": {"type": "boolean", "header": words("是否应诉", "In court")},
            "out": {"type": "boolean", "header": words("是否撤诉", "Withdrawn")},
            "good": {"type": "boolean", "header": words("是否出庭", "Appeared")},
            "who": {"type": "text", "header": words("证号", "Number")},
            "hours": {"type": "decimal", "header": words("学时", "Hours"), "maximum": 200, "minimum": 0},
        },
        key=["no"],
    ),
    "officers": table(
        "officers",
        {
            "id": {"type": "text", "header": words("执法证号", "Officer number")},
            "name": {"type": "text", "header": words("姓名", "Name"), "personal": "name"},
            "serves": {"type": "boolean", "header": words("是否在岗", "On duty")},
            "since": {"type": "date", "header": words("上岗日期", "From")},
            "until": {"type": "date", "header": words("离岗日期", "To")},
        },
        key=["id"],
    ),
    "tasks": table(
        "tasks",
        {
            "task": {"type": "text", "header": words("任务编号", "Task")},
            "to": {
                "type": "choice",
                "header": words("报送对象", "Addressee"),
                "choices": {"party": words("同级党委", "Party committee"), "congress": words("人大", "Congress")},
            },
            "due": {"type": "date", "header": words("完成时限", "Due")},
            "done": {"type": "date", "header": words("完成日期", "Done on")},
        },
        key=["task"],
    ),
    "figures": table(
        "figures",
        {
            "figure": {"type": "text", "header": words("数据编号", "Figure")},
            "printed": {"type": "text", "header": words("公布数值", "As printed")},
            "top": {"type": "text", "header": words("分子", "Numerator")},
            "base": {"type": "text", "header": words("分母", "Denominator")},
            "source": {"type": "text", "header": words("出处", "Source")},
        },
        key=["figure"],
    ),
    "outages": table(
        "outages",
        {
            "no": {"type": "text", "header": words("编号", "No.")},
            "of": {"type": "text", "header": words("系统", "Service")},
            "from": {"type": "datetime", "header": words("开始", "Down at")},
            "to": {"type": "datetime", "header": words("恢复", "Restored at")},
            "planned": {"type": "boolean", "header": words("计划内", "Planned")},
        },
        key=["no"],
    ),
}

PROPORTION = {
    "proportion": {
        "table": "cases",
        "when": "on",
        "denominator": {"inside": True},
        "exclusion": {"out": True},
        "numerator": {"good": True},
    }
}
TRAINING = {
    "cohort": {
        "members": "officers",
        "where": {"serves": True},
        "each": {"total": {"table": "cases", "when": "on", "column": "hours", "match": {"who": "id"}}},
        "reach": {"at_least": 60, "unit": words("学时", "hours")},
    }
}


def indicator(measured: Mapping[str, Any], target: Mapping[str, Any], **more: Any) -> Indicator:
    """An indicator over the tables of this world, judged over a year."""
    raw = {
        "id": "drawn",
        "name": words("指标", "Drawn"),
        "clause": "一",
        "basis": words("依据", "basis"),
        "measure": measured,
        "target": {op: value if isinstance(value, (int, str)) else str(value) for op, value in target.items()},
        "period": "year",
        "weight": 10,
        **more,
    }
    return Indicator.model_validate(raw, context={"tables": TABLES})


def scope_over(
    asked: Indicator,
    rows: Mapping[str, Sequence[Row]],
    as_of: date = END,
    *,
    roster: Roster = NOBODY,
    silent: Collection[str] = (),
    window: Window = YEAR,
) -> Scope:
    """What an indicator is computed from; a sheet without rows is nil, or `silent`."""
    given = {name: rows.get(name, ()) for name in asked.asked.tables()}
    submission = submitted({name: TABLES[name] for name in given}, given)
    submission = replace(submission, nil=submission.nil - frozenset(silent))
    return Scope(
        submission,
        TABLES,
        HERE,
        window,
        as_of,
        roster,
        pace_share(asked, window, as_of),
        asked.pace == "even",
        None,
        asked.asked.compared_window(window, as_of),
    )


def stand(
    asked: Indicator,
    rows: Mapping[str, Sequence[Row]],
    as_of: date = END,
    *,
    roster: Roster = NOBODY,
    silent: Collection[str] = (),
    window: Window = YEAR,
) -> Result:
    """Where a department stands with these rows, and what it needs."""
    scope = scope_over(asked, rows, as_of, roster=roster, silent=silent, window=window)
    result = judge(asked, asked.asked.measure(scope), window, as_of)
    return replace(result, needed=needed_for(asked, result, Basis(window, as_of, TABLES, scope.submission)))


def of_the_district(asked: Indicator, parts: Sequence[Measured], as_of: date = END, *, window: Window = YEAR) -> Result:
    """Where the district stands, with what it needs."""
    result = judge(asked, asked.asked.combine(parts), window, as_of)
    return replace(result, needed=needed_for(asked, result, Basis(window, as_of, TABLES)))


def sentences(result: Result) -> tuple[str, str] | None:
    """What is needed, in both languages."""
    return None if result.needed is None else (result.needed.text.zh, result.needed.text.en)


def number(row: int) -> int:
    """The index of the row with an Excel number, in rows that were given without numbers."""
    return row - 2


__all__ = ["BAD"]
