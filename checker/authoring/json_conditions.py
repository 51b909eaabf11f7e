"""JSON Schema of conditions, computed days and what else a pack writes in other ways than its models say."""

from typing import Any

from checker.tables.calendar_spans import MOVES, SAME, SPANS
from checker.tables.limits import EARLY
from checker.tables.operands import FARTHEST, OPERATORS
from checker.tables.other_rows import TIES
from checker.tables.time_units import UNITS
from checker.tables.weekdays import WEEKDAYS
from checker.tables.working_day import SCHEMA as WORKING_DAY

CONDITION = {"$ref": "#/$defs/Condition"}
DUE_DAY = {"$ref": "#/$defs/DueDay"}
EXCLUSION = {"$ref": "#/$defs/Exclusion"}
_WITHIN = {"$ref": "#/$defs/Within"}
#: What the words of conditions mean, as editors show it.
_MEANS = {
    "condition": "what a row must be like; several keys must all be true; a blank is unknown where a value is needed",
    "all": "all of these conditions are true",
    "any": "at least one of these conditions is true",
    "not": "it is not true; unknown stays unknown",
    "at_least": "this value or more; of days, this day or later",
    "at_most": "this value or less; of days, this day or earlier",
    "above": "more than this value; of days, later",
    "below": "less than this value; of days, earlier",
    "equals": "exactly this value, or the same as another column",
    "matches": "a regular expression that the whole text matches",
    "within": "the time limit in which it must be; a blank is unknown, not late",
    "window": "start or end: that day of the period; a number: the year in which the period starts, plus so many",
    "days": "beside `window`: so many days after that day; before it, if negative",
    "workdays": "beside `window`: so many working days after that day; before it, if negative",
    "months": "beside `window`: so many months after that day; before it, if negative",
}
_MEANS |= {
    "of": "the date column from which it is counted; of several, the first that is filled in",
    "extended_by": "how much longer the limit is where a condition holds, or by what a column has; one or several",
    "until": "a deadline by the calendar, in place of a limit",
    "span": "0: that of the first day, 1: the next one, and so on; its last day, if no other is given",
    "day": "which day of it",
    "workday": "which working day of it",
    "due_weekday": "the first such day of it; alone, the first one from the first day on",
    "time": "the time of day at which the deadline is over; the end of the day if not given",
    "early": "in-time: a day before that of `of` is in time, too; it isn't if this is left out",
    "on_day_off": "where a deadline on a day off moves to",
    "by": "the column of the choice on which the limit depends",
    "limits": "the limit of each choice",
    "same_span": "the date column whose day lies in the same week, month, quarter, half year or year",
    "time_of_day": "the times of day at which it is: from one, and before the other, which may be on the next day",
    "first_time": "the first time of day that counts; midnight if not given",
    "end_time": "the time of day that no longer counts, on the next day if it is earlier; midnight if not given",
    "weekday": "the day or days of the week on which it is",
    "on_workday": "true: on a working day of the pack's calendar; false: on any other day",
    "times": "the factor by which the other column's number is multiplied before it is compared",
    "plus": "what is added to the other column's number before it is compared",
    "when": "the condition under which it is longer",
    "paused": "pairs of date columns between which the time doesn't count",
    "from": "the date column on which the pause begins",
    "to": "the date column on which the pause ends; blank: it still runs",
    "working_day": "the hours of a working day, if they aren't those of the pack",
    "due": "the date column with the row's own due day",
    "done": "the date column on which it was done",
    "came": "the date column on which it came in, beside a column of due days",
    "counts_on": "the date column that decides the period of what was done in time; of several, the first filled one",
    "waits": "while this holds, the row has no day yet",
    "limit": "the limit of time from which the due day follows",
    "left_out": "which rows are left out",
    "evidence": "the column in which the reason for leaving a row out is proved",
    "flag_above": "the share of rows left out above which it is flagged",
    "parameter": "the name of a value of the pack's parameters",
}
_MEANS |= {
    "earlier": "there are other rows of this sheet with the same values before the row",
    "later": "there are other rows of this sheet with the same values after the row",
    "same": "the column, or columns, whose values are the same in both rows",
    "later_day": "the date column of the later one of the two rows",
    "ends": "the date column of the earlier row, from which the limit counts; that of `when` if not given",
    "apart": "how long after the earlier row the later one may come",
    "others": "which other rows count",
    "number": "how many other rows there must be; 1 if not given",
    "exactly": "how many other rows there must be, and no more",
    "same_day": "of rows of one day, each follows those before it (in-turn), or all count, or none (ignored)",
}
_NAME = {"type": "string"}


def define_conditions() -> dict[str, Any]:
    """The definitions that conditions, exclusions and computed days refer to."""
    scalar = {"type": ["string", "number", "boolean"]}
    asked = {"anyOf": [scalar, {"type": "array", "minItems": 1}, {"$ref": "#/$defs/Asked"}]}
    number = {"type": ["number", "string"]}
    against = {"anyOf": [scalar, {"type": "object", "properties": _described({"times": number, "plus": number})}]}
    words: dict[str, Any] = dict.fromkeys(OPERATORS, against)
    words |= {"not": {}, "matches": _NAME, "within": _WITHIN, "parameter": _NAME}
    words["window"] = {"anyOf": [{"type": "integer"}, {"enum": ["start", "end"]}]}
    words |= {unit: {"type": "integer"} for unit in FARTHEST}
    words |= dict.fromkeys(SAME, _NAME) | _day_parts()
    several = {"type": "array", "items": CONDITION, "minItems": 1}
    others = {"$ref": "#/$defs/OtherRows"}
    combined = {"all": several, "any": several, "not": CONDITION, "earlier": others, "later": others}
    condition = _object(_described(combined))
    return {
        "Condition": {
            **condition,
            "minProperties": 1,
            "description": _MEANS["condition"],
            "additionalProperties": asked,
        },
        "Asked": {
            **_object(_described(words, **dict.fromkeys(SAME, "same_span"), workday="on_workday")),
            "minProperties": 1,
        },
        "OtherRows": _other_rows(),
        "Within": {**_within(), "description": _MEANS["within"]},
        "DueDay": _due_day(),
        "Exclusion": _exclusion(),
    }


def _described(schemas: dict[str, Any], **others: str) -> dict[str, Any]:
    """Gives each key what it means; `others` have the meaning of another word."""
    return {key: {**schema, "description": _MEANS[others.get(key, key)]} for key, schema in schemas.items()}


def _object(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    needed = {"required": list(required)} if required else {}
    return {"type": "object", "properties": properties, **needed, "additionalProperties": False}


def _exclusion() -> dict[str, Any]:
    parts = {"condition": CONDITION, "evidence": _NAME, "flag_above": {"type": ["number", "string"]}}
    return _object(_described(parts, condition="left_out"), "condition")


def _day_parts() -> dict[str, Any]:
    ends = _described({"from": _NAME, "before": _NAME}, **{"from": "first_time", "before": "end_time"})
    span = {**_object(ends), "minProperties": 1}
    day = {"enum": list(WEEKDAYS)}
    return {
        "time_of_day": {"anyOf": [span, {"type": "array", "items": span, "minItems": 1}]},
        "weekday": {"anyOf": [day, {"type": "array", "items": day, "minItems": 1}]},
        "workday": {"type": "boolean"},
    }


def _one_or_several() -> dict[str, Any]:
    return {"anyOf": [_NAME, {"type": "array", "items": _NAME, "minItems": 1}]}


def _other_rows() -> dict[str, Any]:
    number = {"type": "integer", "minimum": 1, "maximum": 1000}
    within = _within()
    within["properties"] = {key: each for key, each in within["properties"].items() if key in (*UNITS, "working_day")}
    within["properties"] |= _described({"of": _NAME}, of="ends")
    del within["required"]
    parts = {"same": _one_or_several(), "when": _NAME, "within": within, "where": CONDITION}
    parts |= {"at_least": number, "equals": number, "same_day": {"enum": list(TIES)}}
    others = {"when": "later_day", "within": "apart", "where": "others", "at_least": "number", "equals": "exactly"}
    return _object(_described(parts, **others), "same", "when")


def _due_day() -> dict[str, Any]:
    parts = {"due": _NAME, "within": _WITHIN, "of": _NAME, "done": _NAME, "counts_on": _one_or_several()}
    return _object(_described({**parts, "waits": CONDITION}, within="limit", of="came"), "done")


def _within() -> dict[str, Any]:
    limit = {"anyOf": [{"type": "integer", "minimum": 0}, {"type": "object"}]}
    limits: dict[str, Any] = {
        unit: {**limit, "description": f"the limit in {unit.replace('_', ' ').replace('workdays', 'working days')}"}
        for unit in UNITS
    }
    further = _object({**limits, **_described({"when": CONDITION})})
    pause = _object(_described({"from": _NAME, "to": _NAME}), "from", "to")
    number = {"type": "integer", "minimum": 0}
    spans: dict[str, Any] = {**dict.fromkeys(SPANS, number), "day": number, "workday": number}
    spans |= {"weekday": {"enum": list(WEEKDAYS)}, "time": _NAME, "on_day_off": {"enum": list(MOVES)}}
    longer = {
        "extended_by": {"anyOf": [further, {"type": "array", "items": further, "minItems": 1}]},
        "paused": {"type": "array", "items": pause},
        "working_day": WORKING_DAY,
        "until": _object(_described(spans, **dict.fromkeys(SPANS, "span"), weekday="due_weekday")),
    }
    cases = {"type": "object", "additionalProperties": _object({**limits, **_described(longer)})}
    parts = {"of": _one_or_several(), **longer, "early": {"const": EARLY}, "by": _NAME, "limits": cases}
    return _object({**limits, **_described(parts)}, "of")
