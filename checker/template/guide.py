"""Writes the lines of the instructions: how to fill in the workbook, how to check it, how indicators are judged.

Generates them from the pack, so that they always agree with what is judged. Knows no spreadsheet.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from checker.definitions.indicators import Indicator
from checker.describe.own_values import Section
from checker.describe.sections import sections
from checker.frozen import dataclass
from checker.marked_copy.names import copy_name
from checker.model import Severity
from checker.tables.sheets import UNDECIDED
from checker.template.blank import EARLIER, Blank
from checker.template.names import ENDING, sheet_name
from checker.text.days import day_text
from checker.text.levels import ZH
from checker.wording.labels import DEMANDS, SEVERITIES

#: The sections of an indicator's description that a clerk needs, by their English titles; `checker indicators show`
#: has all of them.
_TARGET, _COMPUTED = "Target", "How it is computed"
_PARAGRAPHS = tomllib.loads((Path(__file__).parent / "guide.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Line:
    """One row of the instructions."""

    #: "aside" is the line below the title; "name" is an indicator's name
    kind: Literal["title", "aside", "heading", "name", "text"]
    text: str
    label: str = ""  # the text to the left, or empty
    severity: Severity | None = None  # the severity whose colour the label has, or None


def write_guide(blank: Blank) -> Iterator[Line]:
    """Yields all lines from top to bottom."""
    yield Line("title", blank.say("填写说明", "Instructions"))
    pack = blank.of(blank.pack.header.title.text)
    period = blank.of(blank.period.window.labelled(blank.period_text))
    yield Line("aside", blank.say(f"{blank.department}　{period}　{pack}", f"{blank.department}, {period}. {pack}"))
    yield from _filling(blank)
    yield from _checking(blank)
    yield from _sheets(blank)
    yield Line("heading", blank.say("四、各项指标怎样评判", "4. How the indicators are judged"))
    pack_of = blank.pack
    for indicator in pack_of.indicators_of(blank.entry.code):
        window = indicator.window(blank.period, pack_of.plan)
        last = min(window.end, blank.period.window.end)
        yield from _indicator(blank, pack_of.own(indicator.id, blank.entry.code, last))


def _paragraph(blank: Blank, key: str, **names: str) -> Line:
    paragraph = _PARAGRAPHS[key]
    label = paragraph["label"][blank.language] if "label" in paragraph else ""
    return Line("text", paragraph["text"][blank.language].format(**names), label)


def _filling(blank: Blank) -> Iterator[Line]:
    cover = sheet_name(blank.pack.cover.sheet, blank.language)
    yield Line("heading", blank.say("一、怎样填写", "1. How to fill in the workbook"))
    for key in ("cover", "where", "pasting", "which"):
        yield _paragraph(blank, key, cover=cover)
    if any(blank.earlier_rows(table) for table in blank.tables):
        yield _paragraph(blank, "earlier")
    yield Line("text", blank.of(UNDECIDED), blank.say("空白", "Blanks"))


def _checking(blank: Blank) -> Iterator[Line]:
    copy, further = (copy_name(Path(blank.file), ENDING, further) for further in (0, 1))
    yield Line("heading", blank.say("二、报送前先检查", "2. Check before you submit"))
    yield Line("text", blank.check_command(blank.file), blank.say("运行", "Run"))
    yield _paragraph(blank, "result", copy=copy)
    for severity in reversed(Severity):
        demand, meaning = blank.of(DEMANDS[severity]), _paragraph(blank, severity.word).text
        text = blank.say(f"{demand}：{meaning}", f"{demand[0].upper()}{demand[1:]}: {meaning}")
        yield Line("text", text, blank.of(SEVERITIES[severity]).capitalize(), severity)
    yield _paragraph(blank, "correcting", copy=copy, further=further)
    yield Line("text", blank.check_command(copy), blank.say("再运行", "Run again"))
    yield _paragraph(blank, "submitting")


def _sheets(blank: Blank) -> Iterator[Line]:
    yield Line("heading", blank.say("三、要填的表", "3. The sheets to fill in"))
    indicators = blank.pack.indicators_of(blank.entry.code)
    for table in blank.tables:
        used = [blank.of(each.name.text) for each in indicators if table.id in each.asked.tables()]
        note, listed = blank.of(table.note.text) if table.note else "", blank.say("、", "; ").join(used)
        purpose = blank.say(f"用于：{listed}。", f"For: {listed}.") if used else ""
        text = blank.say("", " ").join(filter(None, (note, *blank.earlier_rows(table), purpose)))
        yield Line("text", text, sheet_name(table.sheet, blank.language))


def _indicator(blank: Blank, indicator: Indicator) -> Iterator[Line]:
    name, clause = blank.of(indicator.name.text), indicator.clause
    by_title = {section.title.en: section for section in sections(blank.pack, indicator)}
    sheets = [sheet_name(blank.pack.tables[each].sheet, blank.language) for each in indicator.asked.tables()]
    yield Line("name", blank.say(f"{name}（{clause}）", f"{name} ({clause})"))
    yield Line("text", blank.of(indicator.basis.text), blank.say("要求", "Requirement"))
    yield from _section(blank, by_title[_TARGET])
    yield Line("text", _time(blank, indicator), blank.say("时间", "Time"))
    if (before := blank.rows_before(indicator)) is not None:
        text = blank.say(f"{before.zh}；没有就无法判定。", f"{before.en}; without them nothing can be decided.")
        yield Line("text", text[0].upper() + text[1:], blank.of(EARLIER))
    for rows in blank.looked_back(indicator):
        text = blank.say(f"{rows.zh}；没有就可能无法判定。", f"{rows.en}; without them much may be undecided.")
        yield Line("text", text[0].upper() + text[1:], blank.of(EARLIER))
    yield Line("text", blank.say("、", ", ").join(sheets), blank.say("看哪些表", "Sheets"))
    yield from _section(blank, by_title[_COMPUTED])


def _section(blank: Blank, section: Section) -> Iterator[Line]:
    """Yields the sentences of a section; only the first has the title as its label."""
    label = blank.of(section.title)
    for index, sentence in enumerate(each for each in section.sentences if each != UNDECIDED):
        text = blank.of(sentence)
        for title in (f"{label}：", f"The {label.casefold()}: "):
            text = text.removeprefix(title)
        yield Line("text", text[0].upper() + text[1:], "" if index else label)


def _time(blank: Blank, indicator: Indicator) -> str:
    window = indicator.window_of_rows(blank.period, blank.pack.plan)
    start, end, so_far = map(day_text, (window.start, window.end, min(window.end, blank.period.window.end)))
    text = blank.say(f"{start.zh}至{end.zh}", f"{start.en} to {end.en}")
    if so_far != end:
        text += blank.say(f"，本次算到{so_far.zh}", f"; this time up to {so_far.en}")
    unbound = indicator.why_not_bound(window, blank.period.window.end)
    if unbound is not None:
        text = blank.say(f"本次不评判：{unbound.zh}", f"Not judged this time: {unbound.en}")
    if indicator.level == "district":
        district = blank.of(blank.pack.header.jurisdiction.text)
        text += blank.say(
            f"。对{district}整体评判，本{ZH.单位}提供数据",
            f". It is judged for {district} as a whole, and your rows count towards it",
        )
    return text + blank.say("。", ".")
