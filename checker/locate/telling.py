"""The words of rows that aren't data, wherever they are in the row: totals, examples, instructions, section lines."""

from functools import cache

from checker.text.late import late
from checker.text.locales import Locales
from checker.text.normalize import word_form

_NUMBER = r"[+-]?[\d.,]*\d\D{0,4}"


class _Forms:
    """The words in the languages of a pack."""

    def __init__(self, locales: Locales) -> None:
        pattern = locales.pattern
        number = rf"(?:{pattern('telling.of')}?{_NUMBER})?"
        self.total = late(rf"{pattern('telling.total')}(?:\([^)]*\))?:?{number}|{pattern('telling.sentence')}")
        self.example = late(rf"[(\[【]?{pattern('telling.example')}\d{{0,2}}[)\]】]?:?")
        self.begins_example = late(
            rf"[(\[【]{pattern('telling.marked_example')}[)\]】]|{pattern('telling.before_example')}\d?:"
        )
        self.help = late(rf"y{{2,4}}[-/.]|yyyy|{pattern('telling.help')}")
        self.instructs = late(pattern("telling.instructs"))
        self.section = late(rf"{pattern('telling.section')}.*|.{{2,20}}:")
        self.period = late(pattern("telling.period"))
        self.section_number = late(rf"{pattern('telling.section_number')}|[ivx]{{1,4}}[.、]|[a-f][.、]")
        self.figure = late(rf"\W*\d[\d\W{locales.characters('telling.figure_signs')}]*\D?")
        #: Every label of a total or an example has one of these; most columns have none of them.
        self.signs = locales.words("telling.signs")
        self.signed = late(locales.spelled("telling.signs"))


@cache
def _forms(locales: Locales) -> _Forms:
    return _Forms(locales)


def find_telling(texts: str, locales: Locales) -> frozenset[str]:
    """Which of some texts, one per line, are labels of totals or examples."""
    folded, forms = texts.casefold(), _forms(locales)
    if not any(sign in folded for sign in forms.signs):
        return frozenset()
    lines = {line for line in texts.split("\n") if forms.signed.search(line.casefold())}
    told = (is_total, is_example, begins_example)
    return frozenset(line for line in lines if any(tells(line, locales) for tells in told))


def is_total(text: str, locales: Locales) -> bool:
    """Whether a text is the label of a sum, an average or a count, perhaps with its number: 平均, 共8人, 总学时：."""
    return _forms(locales).total.fullmatch(word_form(text)) is not None


def is_example(text: str, locales: Locales) -> bool:
    """Whether a text says that its row is an example, and nothing else."""
    return _forms(locales).example.fullmatch(word_form(text)) is not None


def begins_example(text: str, locales: Locales) -> bool:
    """Whether a value is introduced as an example: 例：0417."""
    return _forms(locales).begins_example.match(word_form(text)) is not None


def helps(text: str, locales: Locales) -> bool:
    """Whether a text says how to fill in a column."""
    return _forms(locales).help.search(word_form(text)) is not None


def instructs(text: str, locales: Locales) -> bool:
    """Whether a text says how to fill in the table."""
    return _forms(locales).instructs.fullmatch(word_form(text)) is not None


def heads_section(text: str, locales: Locales) -> bool:
    """Whether a text, alone in its row, is a heading of the rows below it: 一、行政诉讼, 法制科：, 2022年10月."""
    form, forms = word_form(text), _forms(locales)
    return forms.section.fullmatch(form) is not None or forms.period.fullmatch(form) is not None


def is_section_number(text: str, locales: Locales) -> bool:
    """Whether a serial number is that of a section: 一, （二）."""
    return _forms(locales).section_number.fullmatch(word_form(text)) is not None


def is_figure(text: str, locales: Locales) -> bool:
    """Whether a text is a number or a date, perhaps with a unit."""
    return _forms(locales).figure.fullmatch(word_form(text)) is not None
