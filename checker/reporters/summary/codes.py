"""The codes that occur: what each means, how often it occurs, and how to fix it."""

from checker.model import Flag, Severity
from checker.reporters.aggregates import all_flags, count_severities
from checker.reporters.summary.reader import Reader
from checker.reporters.summary.sheet import Book, Column, Content, Styled, Table
from checker.reporters.summary.style import CENTRED, NOTE, NUMBER, SEVERITY_FILLS, TOTAL, coloured
from checker.wording.flags import heading
from checker.wording.remedy import remedy


def write(book: Book, reader: Reader) -> None:
    """Writes the sheet: one row per code, and a total."""
    flags = all_flags(reader.report)
    by_code: dict[str, list[Flag]] = {}
    for flag in flags:
        by_code.setdefault(flag.code.id, []).append(flag)
    title = reader.title + reader.say(" 编码说明", ": codes")
    note = reader.say("完整说明：checker explain 编码", "For the full page of a code: checker explain CODE")
    total = reader.say("合计", "Total")
    columns = (
        Column(reader.of(heading("code")), 8, CENTRED),
        Column(reader.of(heading("title")), 30),
        *(Column(reader.severity_words(severity), 8, NUMBER) for severity in reversed(Severity)),
        Column(total, 8, NUMBER),
        Column(reader.say("怎样改", "How to fix it"), 80),
    )
    table = Table(book, reader.say("编码", "Codes"), title, (Styled(note, NOTE),), columns)
    for _, same in sorted(by_code.items()):
        code = same[0].code
        table.row([code.id, reader.of(code.heading), *_counts(same), remedy(code, reader.language)])
    totals = [Styled(number, TOTAL) for number in (*count_severities(flags).values(), len(flags))]
    blank = Styled(None, TOTAL)
    table.row([Styled(total, TOTAL), blank, *totals, blank], filtered=False)
    table.end()


def _counts(flags: list[Flag]) -> list[Content]:
    counts = [
        Styled(number, coloured(NUMBER, SEVERITY_FILLS[severity])) if number else None
        for severity, number in count_severities(flags).items()
    ]
    return [*counts, len(flags)]
