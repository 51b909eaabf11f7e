"""What the instructions say, line by line: how to fill in the workbook, how to check it, how each indicator is judged.

Generated from the pack, so that nothing here can drift from what is judged. Knows definitions; no spreadsheet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from checker.definitions.indicators import Indicator
from checker.describe.sections import Section, sections
from checker.marked_copy.names import copy_name
from checker.model import Severity
from checker.periods import window_of
from checker.tables.phrases import day_text
from checker.tables.sheets import UNDECIDED
from checker.template.blank import Blank
from checker.template.earlier import LABEL, earlier_rows, rows_before
from checker.template.names import ENDING, sheet_name
from checker.text.bilingual import Text
from checker.wording.labels import DEMANDS, SEVERITIES

#: The sections of an indicator's description that its clerk needs, by their English titles; the rest is in
#: `checker indicators show`.
_TARGET, _COMPUTED = "Target", "How it is computed"

_WHICH = Text(
    zh="累计填报，不是只填本期新增的：从哪一天算起，见第四部分各项指标的“时间”。"
    "没有可填的，表头下面留空，不要删除工作表。",
    en="The sheets are cumulative and not only for what is new: from which day on, “Time” under each indicator "
    "in part 4 tells. With nothing to report leave the rows blank, and keep the sheet.",
)
_EARLIER = Text(
    zh="有的指标要与以前比较，以前的行也填在同一张表里：见第三、四部分的“还要填”。",
    en="Some indicators compare with an earlier time, whose rows go on the same sheet: parts 3 and 4 say which, as "
    "“Also needed”.",
)
_FILLING = (
    (
        Text(zh="封面", en="Cover sheet"),
        Text(
            zh="“{cover}”页的灰色格子已经填好，不用改；请在黄色格子里填写填报人等。",
            en="On the sheet “{cover}” the grey cells are filled in already; fill in the yellow ones.",
        ),
    ),
    (
        Text(zh="填在哪里", en="Where"),
        Text(
            zh="每张工作表从表头的下一行填起。带 * 的列每行必填，带 (*) 的列有的行必填。点一下单元格，就会显示怎样填；"
            "有下拉箭头的，从列表中选。",
            en="Begin in the row below the headers. Columns marked * are needed in every row, those with (*) in some. "
            "Choose a cell to see what goes into it; where there is an arrow, choose from the list.",
        ),
    ),
    (
        Text(zh="粘贴", en="Pasting"),
        Text(
            zh="可以从自己的台账复制整块内容，用“选择性粘贴—数值”粘贴，格式就不会变。各列可以调换次序，也可以另加列；"
            "表头的文字请不要改，数据行不要合并单元格。",
            en="Rows can be copied from your own records; paste their values only, so that the format stays. Columns "
            "can be moved and added; leave the words of the headers as they are, and merge no cells among the rows.",
        ),
    ),
    (Text(zh="填哪些", en="Which rows"), _WHICH),
    (Text(zh="空白", en="Blanks"), UNDECIDED),
)
_RESULT = Text(
    zh="几秒钟后列出哪些单元格要改、那里可以填什么，各项指标是否达标、还差多少；并另存一份“{copy}”，"
    "有问题的单元格标了颜色和批注。",
    en="It lists within seconds which cells to fix and what is accepted there, where each indicator stands and what it "
    "needs; and it saves “{copy}”, with colours and comments on the cells concerned.",
)
_CORRECTING = Text(
    zh="在“{copy}”里直接改正并保存，再检查这个文件，命令见下一行。还有要改的，在新存的“{further}”里接着改、接着检查。",
    en="Correct “{copy}” itself, save it, and check that file, as the next line says. If more is left, go on in "
    "“{further}”, which is saved then, and check that.",
)
_SUBMITTING = Text(
    zh="没有要改的了，报送最后改好的那一个文件，其余的不用报送。",
    en="When nothing is left to correct, submit the file that was corrected last, and no other.",
)
_MEANINGS = {
    Severity.ERROR: Text(zh="填写有误或者缺项，按批注改正。", en="wrong or missing; correct it as the comment says."),
    Severity.RED: Text(
        zh="填写无误，但这一行没有达到要求。", en="filled in rightly, but the row is not what the target asks for."
    ),
    Severity.AMBER: Text(zh="有误的改正，无误的说明理由。", en="it may be wrong: correct it, or say why it is right."),
    Severity.INFO: Text(zh="不用答复。", en="nothing has to be done."),
}


@dataclass(frozen=True)
class Line:
    """One row of the instructions.

    Attributes:
        kind: the title, what it is for, a heading, an indicator's name, a paragraph, or the sample of a colour.
        text: what it says.
        label: what stands before the text.
        severity: whose colour the label has.
    """

    kind: Literal["title", "aside", "heading", "name", "text"]
    text: str
    label: str = ""
    severity: Severity | None = None


def guide(blank: Blank) -> Iterator[Line]:
    """All lines, from top to bottom."""
    yield Line("title", blank.say("填写说明", "Instructions"))
    pack = blank.of(blank.pack.header.title.text)
    yield Line(
        "aside",
        blank.say(
            f"{blank.department}　{blank.period_text}　{pack}", f"{blank.department}, {blank.period_text}. {pack}"
        ),
    )
    yield from _filling(blank)
    yield from _checking(blank)
    yield from _sheets(blank)
    yield Line("heading", blank.say("四、各项指标怎样评判", "4. How the indicators are judged"))
    for indicator in blank.pack.indicators_of(blank.entry.code):
        yield from _indicator(blank, indicator)


def _filling(blank: Blank) -> Iterator[Line]:
    cover = sheet_name(blank.pack.cover.sheet, blank.language)
    yield Line("heading", blank.say("一、怎样填写", "1. How to fill in the workbook"))
    for label, text in _FILLING:
        yield Line("text", blank.of(text).format(cover=cover), blank.of(label))
        if text is _WHICH and any(earlier_rows(blank, table) for table in blank.tables):
            yield Line("text", blank.of(_EARLIER))


def _checking(blank: Blank) -> Iterator[Line]:
    yield Line("heading", blank.say("二、报送前先检查", "2. Check before you submit"))
    yield Line("text", blank.command, blank.say("运行", "Run"))
    copy, further = (copy_name(Path(blank.file), ENDING, further) for further in (0, 1))
    yield Line("text", blank.of(_RESULT).format(copy=copy), blank.say("结果", "Result"))
    for severity, meaning in _MEANINGS.items():
        demand = blank.of(DEMANDS[severity])
        text = blank.say(f"{demand}：{meaning.zh}", f"{demand[0].upper()}{demand[1:]}: {meaning.en}")
        yield Line("text", text, blank.of(SEVERITIES[severity]).capitalize(), severity)
    yield Line("text", blank.of(_CORRECTING).format(copy=copy, further=further), blank.say("改正", "Correct"))
    yield Line("text", blank.checking(copy), blank.say("再运行", "Run again"))
    yield Line("text", blank.of(_SUBMITTING), blank.say("报送", "Submit"))


def _sheets(blank: Blank) -> Iterator[Line]:
    yield Line("heading", blank.say("三、要填的表", "3. The sheets to fill in"))
    indicators = blank.pack.indicators_of(blank.entry.code)
    for table in blank.tables:
        used = [blank.of(each.name.text) for each in indicators if table.id in each.asked.tables()]
        note = blank.of(table.note.text) if table.note else ""
        listed = blank.say("、", "; ").join(used)
        serves = blank.say(f"用于：{listed}。", f"For: {listed}.") if used else ""
        parts = (note, *earlier_rows(blank, table), serves)
        text = (" " if blank.language == "en" else "").join(part for part in parts if part)
        yield Line("text", text, sheet_name(table.sheet, blank.language))


def _indicator(blank: Blank, indicator: Indicator) -> Iterator[Line]:
    name, clause = blank.of(indicator.name.text), indicator.clause
    told = {section.title.en: section for section in sections(blank.pack, indicator)}
    sheets = [sheet_name(blank.pack.tables[each].sheet, blank.language) for each in indicator.asked.tables()]
    yield Line("name", blank.say(f"{name}（{clause}）", f"{name} ({clause})"))
    yield Line("text", blank.of(indicator.basis.text), blank.say("要求", "Asked for"))
    yield from _told(blank, told[_TARGET])
    yield Line("text", _time(blank, indicator), blank.say("时间", "Time"))
    if (before := rows_before(blank, indicator)) is not None:
        text = blank.say(f"{before.zh}；没有就无法判定。", f"{before.en}; without any of them nothing is decided.")
        yield Line("text", text[0].upper() + text[1:], blank.of(LABEL))
    yield Line("text", blank.say("、", ", ").join(sheets), blank.say("看哪些表", "Sheets"))
    yield from _told(blank, told[_COMPUTED])


def _told(blank: Blank, section: Section) -> Iterator[Line]:
    """The sentences of a section, its title before the first of them only."""
    label = blank.of(section.title)
    for index, sentence in enumerate(each for each in section.sentences if each != UNDECIDED):
        text = blank.of(sentence)
        for title in (f"{label}：", f"The {label.casefold()}: "):
            text = text.removeprefix(title)
        yield Line("text", text[0].upper() + text[1:], "" if index else label)


def _time(blank: Blank, indicator: Indicator) -> str:
    window = window_of(indicator.period, blank.period, blank.pack.plan)
    start, end, so_far = map(day_text, (window.start, window.end, min(window.end, blank.period.window.end)))
    told = blank.say(f"{start.zh}至{end.zh}", f"{start.en} to {end.en}")
    if so_far != end:
        told += blank.say(f"，本次算到{so_far.zh}", f"; this time as of {so_far.en}")
    if indicator.level == "district":
        district = blank.of(blank.pack.header.jurisdiction.text)
        told += blank.say(
            f"。对{district}整体评判，本单位提供数据",
            f". It is judged for {district} as a whole, from your rows among others",
        )
    return told + blank.say("。", ".")
