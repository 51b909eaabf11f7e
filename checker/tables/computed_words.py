"""The words about columns that are refused, and about numbers that are computed from two columns."""

from checker.text.bilingual import Text
from checker.text.durations import UNIT_WORDS

#: The units in which days between two dates are counted.
DAY_WORDS: dict[str, Text] = {"days": Text(zh="天", en="days"), "workdays": Text(zh="个工作日", en="working days")}
ONLY_COMPUTED = Text(
    zh="只有用 from、to 算出的时长可以写 working_time",
    en="only a length of time that is computed `from` one column `to` another takes working_time",
)
COMPUTED = Text(
    zh="用 from、to 算出的列须为 duration，或以 days、workdays 为单位的 integer，两者都要写，且不由人填写",
    en="what is computed `from` one column `to` another is a duration, or an integer in days or workdays, needs both, "
    "and isn't filled in by anybody",
)

RESERVED_NAME = Text(
    zh="这个词在条件里另有含义，不能作列名", en="use another name; this word has a meaning in conditions"
)
SECRET_KEY = Text(zh="键会出现在各种报告里，不能用个人信息列", en="reports show keys, so no key may be personal data")
ONLY_TEXT_FORMS = Text(zh="只有 text 和 id 列可以写 key_form", en="only text and id columns can have `key_form`")


def unit_words(type_: object, value: object) -> Text | None:
    """Gives the words of a unit of time, or of days, that a column of some type may have; None if it is another."""
    return (UNIT_WORDS if type_ == "duration" else DAY_WORDS if type_ == "integer" else {}).get(str(value))
