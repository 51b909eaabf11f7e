"""Phrases for values that are found elsewhere: in the window, or in other rows, of this table or of another one."""

from checker.tables.logic import CompareMatched, OtherRows
from checker.tables.operands import OfWindow
from checker.text.bilingual import Text

_NONE = {
    True: Text(zh="没有可比的视为符合", en="without a row to compare, it holds"),
    False: Text(zh="没有可比的视为不符合", en="without a row to compare, it doesn't hold"),
}

_ENDS = {"start": ("评判期首日", "the first day of the period"), "end": ("评判期末日", "the last day of the period")}


def matched_text(condition: CompareMatched, name: Text, verb: Text) -> Text:
    """Phrases a comparison with the matched rows of another table."""
    words = condition.words
    zh_where = "" if words.where is None else f"（{words.where.zh}）"
    en_where = "" if words.where is None else f" (if {words.where.en})"
    zh = f"{name.zh}{verb.zh}“{words.sheet.zh}”表中{words.key.zh}相同的行{zh_where}的{words.column.zh}"
    of = f"every row of “{words.sheet.en}” with the same {words.key.en}"
    en = f"{name.en} {verb.en} {words.column.en} of {of}{en_where}"
    if condition.none is None:
        return Text(zh, en)
    none = _NONE[condition.none]
    return Text(f"{zh}（{none.zh}）", f"{en} ({none.en})")


_TIES = {
    "in-turn": Text("", ""),
    "counts": Text("，同一天（同一时刻）的也算", ", also on the same day or at the same moment"),
    "ignored": Text("，同一天（同一时刻）的不算", ", not on the same day or at the same moment"),
}


def other_rows_text(
    condition: OtherRows,
    days: tuple[Text, Text],
    limit: Text | None,
    same: Text,
    where: Text | None,
    *,
    denied: bool = False,
) -> Text:
    """Phrases a condition on other rows of the same table.

    Args:
        condition: to phrase.
        days: the columns with the day of the later row, and of the earlier one.
        limit: how long after the earlier row the later one may come, if there is a limit.
        same: the columns whose values are the same.
        where: which other rows count, if not all of them do.
        denied: whether there must not be such rows; not of an exact number.
    """
    when, of = days
    ties, zh_where, en_where = _TIES[condition.ties], "", ""
    if where is not None:
        zh_where, en_where = f"且{where.zh}", f" in which {where.en}"
    earlier = condition.side == "earlier"
    zh_side = "更早" if earlier else "更晚"
    many = f"{'正好' if condition.exactly else '至少'} {condition.number} 行" if _many(condition) else ""
    zh = f"本表另有{many}{same.zh}相同{zh_where}的{zh_side}的行（"
    if denied:
        too_few = f"不到 {condition.number} 行" if _many(condition) else ""
        zh = f"本表{'' if too_few else '没有'}{same.zh}相同{zh_where}的{zh_side}的行{too_few}（"
    en_many = f"{'exactly' if condition.exactly else 'at least'} {condition.number} {condition.side} rows"
    en_rows = en_many if _many(condition) else f"an {condition.side} row" if earlier else "a later row"
    if condition.number == 1 and condition.exactly:
        en_rows = f"exactly 1 {condition.side} row"
    if denied:
        en_rows = (
            f"fewer than {condition.number} {condition.side} rows" if _many(condition) else f"no {condition.side} row"
        )
    verb = "is"
    if denied and limit is not None and not _many(condition):
        verb, en_rows = "isn't", f"any {condition.side} row"
    en_rows = f"{en_rows} of this sheet with the same {same.en}{en_where}"
    if limit is None:
        return Text(f"{zh}以{when.zh}为准{ties.zh}）", f"there is {en_rows}, by {when.en}{ties.en}")
    if earlier:
        zh = f"{zh}本行{when.zh}在其{of.zh}起 {limit.zh}之内{ties.zh}）"
        return Text(zh, f"{when.en} {verb} within {limit.en} of {of.en} of {en_rows}{ties.en}")
    zh = f"{zh}其{when.zh}在本行{of.zh}起 {limit.zh}之内{ties.zh}）"
    return Text(zh, f"{of.en} {verb} followed within {limit.en} by {when.en} of {en_rows}{ties.en}")


def _many(condition: OtherRows) -> bool:
    return condition.number > 1 or condition.exactly


def _from_point(zh: str, en: str, value: OfWindow) -> Text:
    """Phrases the day that is so many days, working days or months after a day of the window, or before it."""
    number, (zh_side, en_side) = abs(value.days), ("前", "before") if value.days < 0 else ("后", "after")
    if value.unit == "workdays":
        words = value.calendar.words
        which = f"{zh}{zh_side}第 {number} 个工作日{words.zh}"
        return Text(which, f"the {_ordinal(number)} working day{words.en} {en_side} {en}")
    zh_unit, en_unit = ("个月", "month") if value.unit == "months" else ("天", "day")
    many = f"{number} {en_unit}" if number == 1 else f"{number} {en_unit}s"
    return Text(f"{zh}{zh_side} {number} {zh_unit}", f"the day {many} {en_side} {en}")


def _ordinal(number: int) -> str:
    """Writes a number with the ending of its place in a row: 1st, 12th, 23rd."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def point_text(value: OfWindow) -> Text:
    """Phrases a day or a year of the window."""
    if not isinstance(value.point, int):
        zh, en = _ENDS[value.point]
        return Text(zh, en) if value.days == 0 else _from_point(zh, en, value)
    number, later = abs(value.point), value.point > 0
    if number == 0:
        return Text(zh="评判期开始的年度", en="the year in which the period starts")
    if number == 1:
        zh, en = f"评判期开始的{'下' if later else '上'}一年度", f"the year {'after' if later else 'before'}"
        return Text(zh=zh, en=f"{en} the one in which the period starts")
    zh, en = f"评判期开始{'之后' if later else '之前'}第 {number} 个年度", "after" if later else "before"
    return Text(zh=zh, en=f"the year {number} years {en} the one in which the period starts")
