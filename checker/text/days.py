"""Days in words, as each language writes them."""

from datetime import date

from checker.text.bilingual import Text

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def day_text(day: date) -> Text:
    """Writes a date as each language does."""
    return Text(zh=f"{day.year}年{day.month}月{day.day}日", en=f"{day.day} {MONTHS[day.month - 1]} {day.year}")


def dated_between(what: Text, first: date | None, last: date) -> Text:
    """Says that a date is between two days, or no later than one."""
    end = day_text(last)
    if first is None:
        return Text(f"{what.zh}在{end.zh}或以前", f"{what.en} is on or before {end.en}")
    begin = day_text(first)
    return Text(f"{what.zh}在{begin.zh}至{end.zh}之间", f"{what.en} is between {begin.en} and {end.en}")
