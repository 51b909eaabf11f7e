"""What every part of the page needs from a report: names, numbers and texts in both languages, masked as requested."""

from collections import Counter
from collections.abc import Callable
from functools import cached_property

from checker.frozen import dataclass
from checker.model import Department, Flag, IndicatorLabel, Language, Report, Result, State
from checker.privacy.masking import mask_sentence, mask_text
from checker.reporters.aggregates import rank_key
from checker.reporters.html.assets import WORDS
from checker.text.bilingual import Text

#: The id of the district's own flags and figures.
DISTRICT = "_district"
SUBMITTED = (State.ACCEPTED, State.ACCEPTED_WITH_ERRORS, State.REJECTED)


def both(say: Callable[[Language], str]) -> Text:
    """Makes a text in both languages."""
    return Text(say("zh"), say("en"))


def fill(word: str, **values: str) -> Text:
    """Fills the placeholders of one of the page's words, in both languages."""
    return both(lambda language: WORDS[word].of(language).format(**values))


@dataclass(frozen=True)
class View:
    """A report, whose departments include its unplaced workbooks, and whether to show its personal values unmasked."""

    report: Report
    reveal: bool = False

    def text(self, text: Text) -> Text:
        """Masks a text of the program or the pack, in both languages."""
        return both(lambda language: mask_sentence(text, language, self.reveal))

    def quote(self, text: str) -> str:
        """Masks a text of the workbook."""
        return mask_text(text, self.reveal)

    @property
    def placed(self) -> int:
        """How many of the departments are on the roster; the others, after them, are workbooks of nobody."""
        return len(self.report.departments) - len(self.report.unplaced)

    @cached_property
    def is_district(self) -> bool:
        """Whether the report is of a whole district, not of single workbooks."""
        return bool(self.report.district_results)

    @cached_property
    def alone(self) -> Department | None:
        """The department, if the report is of a single workbook."""
        departments = self.report.departments
        return departments[0] if not self.is_district and len(departments) == 1 else None

    @cached_property
    def title(self) -> Text:
        """The district, or the departments of the workbooks."""
        report = self.report
        names = [report.district_name] if self.is_district else [each.name for each in report.departments]
        texts = [self.text(name) for name in names or [report.district_name]]
        return Text("、".join(text.zh for text in texts), ", ".join(text.en for text in texts))

    @cached_property
    def flags(self) -> tuple[tuple[int, Flag], ...]:
        """Every flag on what was submitted, with the number of its department; the gravest first."""
        submitted = ((number, each) for number, each in enumerate(self.report.departments) if each.state in SUBMITTED)
        flags = [(number, flag) for number, each in submitted for flag in each.flags]
        flags += [(len(self.report.departments), flag) for flag in self.report.district_flags]
        return tuple(sorted(flags, key=lambda pair: -pair[1].severity))

    @cached_property
    def flags_on(self) -> Counter[str]:
        """How many flags concern each indicator, by id."""
        return Counter(flag.indicator for _, flag in self.flags)

    @cached_property
    def department_ids(self) -> tuple[str, ...]:
        """The ids of departments in links, the district last: the code, or a number if there is none."""
        codes = [each.code for each in self.report.departments]
        return (*(code if code else f"_{number}" for number, code in enumerate(codes, 1)), DISTRICT)

    @cached_property
    def indicators(self) -> tuple[IndicatorLabel, ...]:
        """The pack's indicators, then those that only results or flags name, with their ids as names."""
        known = {label.id for label in self.report.indicators}
        results = [*self.report.district_results, *(each for one in self.report.departments for each in one.results)]
        named = {each.indicator: (each.clause, each.unit) for each in results}
        named.update({flag.indicator: ("", "") for _, flag in self.flags if flag.indicator not in named})
        others = (
            IndicatorLabel(id, Text(id, id), clause, Text(unit, unit))
            for id, (clause, unit) in sorted(named.items())
            if id and id not in known
        )
        return (*self.report.indicators, *others)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The indicators' numbers from 0, by id."""
        return {label.id: number for number, label in enumerate(self.indicators)}

    def label(self, result: Result) -> IndicatorLabel:
        """Returns the label of a result's indicator."""
        return self.indicators[self.numbers[result.indicator]]

    @cached_property
    def main_results(self) -> dict[str, Result]:
        """The main result of each indicator, by id: the district's, or that of the only department."""
        results = self.alone.results if self.alone else self.report.district_results
        return {result.indicator: result for result in results}

    @cached_property
    def judged(self) -> tuple[tuple[int, Department], ...]:
        """The departments with results and their numbers, best score first."""
        numbered = [pair for pair in enumerate(self.report.departments) if pair[1].results]
        return tuple(sorted(numbered, key=lambda pair: rank_key(pair[1])))
