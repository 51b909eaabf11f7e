"""The parts of the built-in templates: their sentences, and their tables with the headings of the other outputs."""

from collections.abc import Iterator

from checker.frozen import dataclass
from checker.model import Severity
from checker.reporters.letters.kinds import NOTICE, REMINDER, Kind
from checker.text.bilingual import Language, Text
from checker.wording.flags import heading as flag_heading
from checker.wording.headings import HEADINGS
from checker.wording.labels import SEVERITIES


@dataclass(frozen=True)
class Line:
    """A paragraph; `style` is title, salutation, heading, text, end, or tag for one that only holds a tag."""

    style: str
    text: str


@dataclass(frozen=True)
class Column:
    """A column of a table: its head, the placeholder below it, its share of the width, and whether it is centred."""

    head: str
    content: str
    width: int
    centred: bool = True


@dataclass(frozen=True)
class Rows:
    """A table with a row for `each` item of the list `of`."""

    each: str
    of: str
    columns: tuple[Column, ...]


Block = Line | Rows


def lay_out(kind: Kind, language: Language) -> Iterator[Block]:
    """Yields the parts of a template from top to bottom."""
    parts = _notice if kind is NOTICE else _reminder if kind is REMINDER else _return
    yield from parts(language)
    end = Text("（数据截至{{ as_of }}）", "As of {{ as_of }}")
    yield Line("end", end.of(language))


def _notice(language: Language) -> Iterator[Block]:
    def line(style: str, zh: str, en: str) -> Line:
        return Line(style, Text(zh, en).of(language))

    yield line("title", "关于{{ district }}{{ period }}指标完成情况的通报", "{{ district }}: results for {{ period }}")
    yield line("salutation", "各单位：", "To all departments")
    yield line(
        "text",
        "现将“{{ pack }}”{{ period }}报送和完成情况通报如下。",
        "This notice is about “{{ pack }}”, {{ period }}.",
    )
    yield line("heading", "一、总体情况", "1. Summary")
    yield Line("text", "{{ conclusion }}{{ next }}" if language == "zh" else "{{ conclusion }} {{ next }}")
    yield Line("tag", "{%p if indicators %}")
    yield Rows("each", "indicators", tuple(_indicator_columns(language, needed=False)))
    yield Line("tag", "{%p endif %}")
    yield line("heading", "二、各单位得分", "2. Scores")
    yield Line("tag", "{%p for group in groups %}")
    yield Line("tag", "{%p if group.name %}")
    yield Line("text", "{{ group.name }}")
    yield Line("tag", "{%p endif %}")
    yield Rows("each", "group.departments", tuple(_ranking_columns(language)))
    yield Line("tag", "{%p endfor %}")
    yield Line("tag", "{%p if flags %}")
    yield line("heading", "三、突出问题", "3. The most serious flags")
    yield Rows("each", "flags", tuple(_flag_columns(language, owner=True)))
    yield from _more(language)
    yield Line("tag", "{%p endif %}")


def _reminder(language: Language) -> Iterator[Block]:
    def line(style: str, zh: str, en: str) -> Line:
        return Line(style, Text(zh, en).of(language))

    yield line("title", "{{ district }}{{ period }}催报单", "{{ district }}: departments to remind, {{ period }}")
    yield line(
        "text",
        "下列 {{ count }} 个单位尚未报送“{{ pack }}”{{ period }}工作簿"
        "{% if due %}（{{ due }}）{% endif %}，请尽快报送。",
        "The departments below have not submitted their workbooks for “{{ pack }}”, {{ period }}"
        "{% if due %} ({{ due }}){% endif %}. Total: {{ count }}. Please submit them now.",
    )
    head = {id: HEADINGS[id].of(language) for id in ("department", "contact", "phone", "days_late")}
    yield Rows(
        "each",
        "missing",
        (
            Column("#", "{{ each.number }}", 6),
            Column(head["department"], "{{ each.department }}", 34, centred=False),
            Column(head["contact"], "{{ each.contact }}", 16),
            Column(head["phone"], "{{ each.phone }}", 24),
            Column(head["days_late"], "{{ each.days_late }}", 14),
        ),
    )


def _return(language: Language) -> Iterator[Block]:
    def line(style: str, zh: str, en: str) -> Line:
        return Line(style, Text(zh, en).of(language))

    yield line("title", "{{ department }}{{ period }}报送情况反馈单", "{{ department }}: feedback for {{ period }}")
    yield line(
        "text",
        "{{ file }}：{{ state }}。得分 {{ score }}，等次 {{ grade }}，名次 {{ rank }}"
        "{% if group %}（{{ group }}）{% endif %}，得分依据的指标 {{ judged }} 项。"
        "错误 {{ errors }}，红旗 {{ reds }}，黄旗 {{ ambers }}。",
        "{{ file }}: {{ state }}. Score {{ score }}, grade {{ grade }}, rank {{ rank }}"
        "{% if group %} ({{ group }}){% endif %}; indicators judged: {{ judged }}. "
        "Errors {{ errors }}, red flags {{ reds }}, amber flags {{ ambers }}.",
    )
    yield line("text", "{{ next }}。", "{{ next }}.")
    yield Line("tag", "{%p if results %}")
    yield line("heading", "一、指标完成情况", "1. Results")
    yield Rows("each", "results", tuple(_indicator_columns(language, needed=True)))
    yield Line("tag", "{%p endif %}")
    yield Line("tag", "{%p if flags %}")
    yield line("heading", "二、需要处理的问题", "2. Flags")
    yield Rows("each", "flags", tuple(_flag_columns(language, owner=False)))
    yield from _more(language)
    yield Line("tag", "{%p endif %}")


def _more(language: Language) -> Iterator[Line]:
    more = Text("另有 {{ more_flags }} 处未列出。", "Flags not listed here: {{ more_flags }}.")
    yield Line("tag", "{%p if more_flags %}")
    yield Line("text", more.of(language))
    yield Line("tag", "{%p endif %}")


def _indicator_columns(language: Language, *, needed: bool) -> Iterator[Column]:
    def head(id: str) -> str:
        return HEADINGS[id].of(language)

    yield Column(head("indicator"), "{{ each.name }}", 30, centred=False)
    yield Column(head("clause"), "{{ each.clause }}", 9)
    yield Column(head("status"), "{{ each.status }}", 12)
    yield Column(head("value"), "{{ each.value }}", 11)
    yield Column(head("counted"), "{{ each.counted }}", 15)
    yield Column(head("target"), "{{ each.target }}", 11)
    if needed:
        yield Column(head("needed"), "{{ each.needed }}", 32, centred=False)


def _ranking_columns(language: Language) -> Iterator[Column]:
    for id, name, width in (
        ("rank", "rank", 14),
        ("department", "name", 30),
        ("state", "state", 13),
        ("judged", "judged", 10),
        ("score", "score", 10),
        ("grade", "grade", 12),
    ):
        yield Column(HEADINGS[id].of(language), f"{{{{ each.{name} }}}}", width, centred=id != "department")
    counts = ((Severity.ERROR, "errors"), (Severity.RED, "reds"), (Severity.AMBER, "ambers"))
    for severity, name in counts:
        yield Column(SEVERITIES[severity].of(language).capitalize(), f"{{{{ each.{name} }}}}", 8)


def _flag_columns(language: Language, *, owner: bool) -> Iterator[Column]:
    def head(id: str) -> str:
        return flag_heading(id).of(language)

    yield Column(head("severity"), "{{ each.severity }}", 8)
    if owner:
        yield Column(HEADINGS["department"].of(language), "{{ each.department }}", 18, centred=False)
    yield Column(head("sheet"), "{{ each.sheet }}", 16, centred=False)
    yield Column(head("cell"), "{{ each.cell }}", 10)
    yield Column(head("clause"), "{{ each.clause }}", 9)
    yield Column(head("message"), "{{ each.message }}", 38, centred=False)
    if not owner:
        yield Column(Text("怎么办", "What to do").of(language), "{{ each.remedy }}", 36, centred=False)
