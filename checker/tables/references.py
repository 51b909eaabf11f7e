"""Phrases for values that are found elsewhere: in the window, or in a matched row of another table."""

from checker.tables.logic import CompareMatched, OfWindow
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


def _days_from(zh: str, en: str, days: int) -> Text:
    """Phrases the day that is so many days after a day, or before it."""
    zh_side, en_side = ("前", "before") if days < 0 else ("后", "after")
    number = "1 day" if abs(days) == 1 else f"{abs(days)} days"
    return Text(f"{zh}{zh_side} {abs(days)} 天", f"the day {number} {en_side} {en}")


def point_text(value: OfWindow) -> Text:
    """Phrases a day or a year of the window."""
    if not isinstance(value.point, int):
        zh, en = _ENDS[value.point]
        return Text(zh, en) if value.days == 0 else _days_from(zh, en, value.days)
    number, later = abs(value.point), value.point > 0
    if number == 0:
        return Text(zh="评判期开始的年度", en="the year in which the period starts")
    if number == 1:
        zh, en = f"评判期开始的{'下' if later else '上'}一年度", f"the year {'after' if later else 'before'}"
        return Text(zh=zh, en=f"{en} the one in which the period starts")
    zh, en = f"评判期开始{'之后' if later else '之前'}第 {number} 个年度", "after" if later else "before"
    return Text(zh=zh, en=f"the year {number} years {en} the one in which the period starts")
