"""The codes that occur: what each finds, how often, and how to put it right."""

from __future__ import annotations

from checker.model import Flag, Severity
from checker.reporters.summary.reader import Reader, tallied
from checker.reporters.summary.sheet import Book, Column, Content, Plan, Styled, Table
from checker.reporters.summary.style import CENTRED, NOTE, NUMBER, SEVERITY_FILLS, TOTAL, coloured
from checker.wording.remedy import remedy


def write(book: Book, reader: Reader) -> None:
    """Writes the sheet: one row a code, in their order, and below them the sums."""
    report = reader.report
    flags = [*(flag for each in report.departments for flag in each.flags), *report.district_flags]
    by_code: dict[str, list[Flag]] = {}
    for flag in flags:
        by_code.setdefault(flag.code.id, []).append(flag)
    title = reader.title + reader.say(" 编码说明", ": codes")
    note = reader.say("完整说明：checker explain 编码", "The whole page of a code: checker explain CODE")
    columns = (
        Column(reader.say("编码", "Code"), 8, CENTRED),
        Column(reader.say("名称", "Title"), 30),
        *(Column(reader.severity_words(severity), 8, NUMBER) for severity in reversed(Severity)),
        Column(reader.say("合计", "Total"), 8, NUMBER),
        Column(reader.say("怎样改", "How to put it right"), 80),
    )
    table = Table(book, Plan(reader.say("编码", "Codes"), title, (Styled(note, NOTE),), columns, kept=2))
    for _, found in sorted(by_code.items()):
        code = found[0].code
        table.row([code.id, reader.of(code.heading), *_counts(found), remedy(code, reader.language)])
    sums = [Styled(number, TOTAL) for number in (*tallied(flags).values(), len(flags))]
    blank = Styled(None, TOTAL)
    table.row([Styled(reader.say("合计", "Total"), TOTAL), blank, *sums, blank], filtered=False)
    table.end()


def _counts(found: list[Flag]) -> list[Content]:
    counted = [
        Styled(number, coloured(NUMBER, SEVERITY_FILLS[severity])) if number else None
        for severity, number in tallied(found).items()
    ]
    return [*counted, len(found)]
