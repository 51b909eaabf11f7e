"""The parts of the built-in templates: their sentences, and their tables with the headings of the other outputs."""

from collections.abc import Iterator

from checker.frozen import dataclass
from checker.model import Severity
from checker.reporters.letters.kinds import NOTICE, REMINDER, Kind
from checker.text.bilingual import Language, Text
from checker.text.levels import make_text
from checker.wording.flags import heading as flag_heading
from checker.wording.headings import HEADINGS
from checker.wording.labels import SEVERITIES


@dataclass(frozen=True)
class Line:
    """A paragraph; `style` is title, salutation, heading, caption, text, end, or tag for one that only holds a tag."""

    style: str
    text: str


@dataclass(frozen=True)
class Column:
    """A column of a table: its head, the name of what is below it, its share of the width, whether it is centred."""

    head: str
    name: str
    width: int
    centred: bool = True

    @property
    def content(self) -> str:
        """The placeholder of its cells."""
        return f"{{{{ each.{self.name} }}}}"


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
        return Line(style, make_text(zh, en).of(language))

    yield line("title", "{{ district }}{{ period }}指标完成情况通报", "{{ district }}: results for {{ period }}")
    yield line("salutation", "各⟨单位⟩：", "To all ⟨departments⟩")
    yield line(
        "text",
        "现将“{{ pack }}”{{ period }}报送和完成情况通报如下。",
        "This notice is about “{{ pack }}”, {{ period }}.",
    )
    yield line("heading", "一、总体情况", "1. Summary")
    yield Line("text", "{{ conclusion }}{{ next }}" if language == "zh" else "{{ conclusion }} {{ next }}")
    yield Line("tag", "{%p if indicators %}")
    yield Rows("each", "indicators", tuple(indicator_columns(language)))
    yield Line("tag", "{%p endif %}")
    yield line("heading", "二、各⟨单位⟩得分", "2. Scores")
    yield Line("tag", "{%p for group in groups %}")
    yield Line("tag", "{%p if group.name %}")
    yield Line("caption", "{{ group.name }}")
    yield Line("tag", "{%p endif %}")
    yield Rows("each", "group.departments", tuple(_ranking_columns(language)))
    yield Line("tag", "{%p endfor %}")
    yield Line("tag", "{%p if flags %}")
    yield line("heading", "三、突出问题", "3. The most serious flags")
    yield Rows("each", "flags", tuple(flag_columns(language, owner=True)))
    yield from _more(Text("另有 {{ more_flags }} 处未列出。", "Flags not listed here: {{ more_flags }}.").of(language))
    yield Line("tag", "{%p endif %}")


def _reminder(language: Language) -> Iterator[Block]:
    def line(style: str, zh: str, en: str) -> Line:
        return Line(style, make_text(zh, en).of(language))

    yield line("title", "{{ district }}{{ period }}催报单", "{{ district }}: ⟨departments⟩ to remind, {{ period }}")
    yield line(
        "text",
        "下列 {{ count }} 个⟨单位⟩尚未报送“{{ pack }}”{{ period }}工作簿"
        "{% if due %}（{{ due }}）{% endif %}，请尽快报送。",
        "The ⟨departments⟩ below have not submitted their workbooks for “{{ pack }}”, {{ period }}"
        "{% if due %} ({{ due }}){% endif %}. Total: {{ count }}. Please submit them now.",
    )
    columns = (
        ("department", "department", 60, 52),
        ("contact", "contact", 26, 28),
        ("phone", "phone", 40, 40),
        ("days_late", "days_late", 24, 22),
    )
    yield Rows(
        "each",
        "missing",
        (
            _column(Text("序号", "#"), "number", (14, 10), language),
            *(
                _column(HEADINGS[id], name, (zh, en), language, centred=id != "department")
                for id, name, zh, en in columns
            ),
        ),
    )


def _return(language: Language) -> Iterator[Block]:
    def line(style: str, zh: str, en: str) -> Line:
        return Line(style, make_text(zh, en).of(language))

    yield line("title", "{{ department }}{{ period }}报送情况反馈单", "{{ department }}: feedback for {{ period }}")
    yield line(
        "text",
        "{{ file }}：{{ state }}。{% if results %}得分 {{ score }}，等次 {{ grade }}，名次 {{ rank }}"
        "{% if group %}（{{ group }}）{% endif %}，得分依据的指标 {{ judged }} 项。"
        "{% if adjusted %}{{ adjusted }}。{% endif %}{% endif %}"
        "错误 {{ errors }}，红旗 {{ reds }}，黄旗 {{ ambers }}。",
        "{{ file }}: {{ state }}. {% if results %}Score {{ score }}, grade {{ grade }}, rank {{ rank }}"
        "{% if group %} ({{ group }}){% endif %}; indicators judged: {{ judged }}. "
        "{% if adjusted %}{{ adjusted }}. {% endif %}{% endif %}"
        "Errors {{ errors }}, red flags {{ reds }}, amber flags {{ ambers }}.",
    )
    yield line("text", "{{ next }}。", "{{ next }}.")
    yield Line("tag", "{%p if results %}")
    yield line("heading", "一、指标完成情况", "1. Results")
    yield Rows("each", "results", tuple(indicator_columns(language)))
    yield Line("tag", "{%p if more_results %}")
    yield line(
        "text",
        "另有 {{ more_results }} 项指标未列出，见标注副本。",
        "Results that are not listed here: {{ more_results }}; the marked copy has them.",
    )
    yield Line("tag", "{%p endif %}")
    yield Line("tag", "{%p for each in results if each.needed %}")
    yield line("text", "{{ each.name }}（{{ each.clause }}）：{{ each.needed }}", "{{ each.name }}: {{ each.needed }}")
    yield Line("tag", "{%p endfor %}")
    yield Line("tag", "{%p endif %}")
    yield Line("tag", "{%p if flags %}")
    yield line(
        "heading",
        "{% if results %}二{% else %}一{% endif %}、需要处理的问题",
        "{% if results %}2{% else %}1{% endif %}. Flags",
    )
    yield Rows("each", "flags", tuple(flag_columns(language, owner=False)))
    yield from _more(
        Text(
            "另有 {{ more_flags }} 处未列出，见标注副本。",
            "Flags that are not listed here: {{ more_flags }}; the marked copy has them.",
        ).of(language)
    )
    yield Line("tag", "{%p endif %}")


def _more(said: str) -> Iterator[Line]:
    yield Line("tag", "{%p if more_flags %}")
    yield Line("text", said)
    yield Line("tag", "{%p endif %}")


def indicator_columns(language: Language) -> Iterator[Column]:
    """The columns of a table of results."""
    for id, name, zh, en in (
        ("indicator", "name", 56, 50),
        ("clause", "clause", 15, 16),
        ("status", "status", 18, 26),
        ("value", "value", 18, 18),
        ("counted", "counted", 34, 30),
        ("target", "target", 20, 18),
    ):
        yield _column(HEADINGS[id], name, (zh, en), language, centred=id != "indicator")


def _ranking_columns(language: Language) -> Iterator[Column]:
    for id, name, zh, en in (
        ("rank", "rank", 28, 21),
        ("department", "name", 38, 46),
        ("state", "state", 16, 31),
        ("judged", "judged", 16, 18),
        ("score", "score", 15, 17),
        ("grade", "grade", 17, 20),
    ):
        yield _column(HEADINGS[id], name, (zh, en), language, centred=id != "department")
    for severity, name in ((Severity.ERROR, "errors"), (Severity.RED, "reds"), (Severity.AMBER, "ambers")):
        yield _column(SEVERITIES[severity], name, (12, 18), language)


def flag_columns(language: Language, *, owner: bool) -> Iterator[Column]:
    """The columns of a table of flags; `owner` says whose they are."""
    yield _column(flag_heading("severity"), "severity", (12, 21), language)
    if owner:
        yield _column(HEADINGS["department"], "department", (26, 28), language, centred=False)
    yield _column(flag_heading("sheet"), "sheet", (26, 26), language, centred=False)
    yield _column(flag_heading("cell"), "cell", (17, 14), language)
    yield _column(flag_heading("clause"), "clause", (15, 16), language)
    yield _column(flag_heading("message"), "message", (58, 58), language, centred=False)
    if not owner:
        yield _column(Text("怎么办", "What to do"), "remedy", (50, 50), language, centred=False)


def _column(head: Text, name: str, widths: tuple[int, int], language: Language, *, centred: bool = True) -> Column:
    said = head.of(language)
    width = widths[0 if language == "zh" else 1]
    return Column(said[:1].upper() + said[1:], name, width, centred)
