"""What every part of the page needs of a report: names, units and figures in both languages, masked as asked.

Knows reports and words; draws nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from checker.model import Department, Flag, IndicatorLabel, Language, Report, Result, State
from checker.privacy.masking import mask_sentence, mask_text
from checker.reporters.html.words import WORDS
from checker.reporters.order import by_score
from checker.text.bilingual import Text

#: The id under which the district's own flags and figures are found.
DISTRICT = "_district"
SUBMITTED = (State.ACCEPTED, State.ACCEPTED_WITH_ERRORS, State.REJECTED)


def both(say: Callable[[Language], str]) -> Text:
    """The same thing said in both languages."""
    return Text(say("zh"), say("en"))


def filled(word: str, **values: object) -> Text:
    """One of the page's words with its places filled, in both languages; a `Text` by its language."""

    def say(language: Language) -> str:
        said = {name: value.of(language) if isinstance(value, Text) else value for name, value in values.items()}
        return WORDS[word].of(language).format(**said)

    return both(say)


def joined(texts: Sequence[Text]) -> Text:
    """A list of names."""
    return Text("、".join(text.zh for text in texts), ", ".join(text.en for text in texts))


@dataclass(frozen=True)
class View:
    """A report, and whether personal values are shown as they are."""

    report: Report
    reveal: bool = False

    def text(self, text: Text) -> Text:
        """A text of ours or of the pack, as it may be shown."""
        return both(lambda language: mask_sentence(text, language, self.reveal))

    def quote(self, text: str) -> str:
        """A text of the workbook, as it may be shown."""
        return mask_text(text, self.reveal)

    @cached_property
    def is_district(self) -> bool:
        """Whether this is a whole district's quarter; else it is of single workbooks."""
        return bool(self.report.district_results)

    @cached_property
    def alone(self) -> Department | None:
        """The only department of a report of a single workbook."""
        departments = self.report.departments
        return departments[0] if not self.is_district and len(departments) == 1 else None

    @cached_property
    def title(self) -> Text:
        """Whose report it is."""
        report = self.report
        names = [report.district_name] if self.is_district else [each.name for each in report.departments]
        return joined([self.text(name) for name in names or [report.district_name]])

    @cached_property
    def flags(self) -> tuple[tuple[int, Flag], ...]:
        """Every flag with the number of its department, gravest first, then in the report's order."""
        found = [(number, flag) for number, each in enumerate(self.report.departments) for flag in each.flags]
        found += [(len(self.report.departments), flag) for flag in self.report.district_flags]
        return tuple(sorted(found, key=lambda pair: -pair[1].severity))

    @cached_property
    def flags_on(self) -> Counter[str]:
        """How many flags bear on each indicator, by id."""
        return Counter(flag.indicator for _, flag in self.flags)

    @cached_property
    def department_ids(self) -> tuple[str, ...]:
        """What names each department in a link, the district last: its code, or a number where it has none."""
        codes = [each.code for each in self.report.departments]
        return (*(code if code else f"_{number}" for number, code in enumerate(codes, 1)), DISTRICT)

    def code(self, number: int) -> str:
        """The code of a department by its number; "" for the district, which stands behind the last."""
        departments = self.report.departments
        return departments[number].code if number < len(departments) else ""

    @cached_property
    def indicators(self) -> tuple[IndicatorLabel, ...]:
        """The pack's indicators; behind them, by their ids alone, those that only results or flags name."""
        known = {label.id for label in self.report.indicators}
        results = [*self.report.district_results, *(each for one in self.report.departments for each in one.results)]
        named = {each.indicator: (each.clause, each.unit) for each in results}
        named.update({flag.indicator: ("", "") for _, flag in self.flags if flag.indicator not in named})
        strange = (IndicatorLabel(id, Text(id, id), *_labelled(*rest)) for id, rest in sorted(named.items()) if id)
        return (*self.report.indicators, *(label for label in strange if label.id not in known))

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The place of an indicator among them, from 0, by id."""
        return {label.id: number for number, label in enumerate(self.indicators)}

    def label(self, result: Result) -> IndicatorLabel:
        """The names of a result's indicator."""
        return self.indicators[self.numbers[result.indicator]]

    @cached_property
    def main_results(self) -> dict[str, Result]:
        """What the page shows of an indicator first, by id: the district's, or the only department's."""
        results = self.alone.results if self.alone else self.report.district_results
        return {result.indicator: result for result in results}

    @cached_property
    def judged(self) -> tuple[tuple[int, Department], ...]:
        """The departments with results, each with its number, the best score first."""
        numbered = [pair for pair in enumerate(self.report.departments) if pair[1].results]
        return tuple(sorted(numbered, key=lambda pair: by_score(pair[1])))


def _labelled(clause: str, unit: str) -> tuple[str, Text]:
    return clause, Text(unit, unit)
