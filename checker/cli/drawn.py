"""Draws a sample and says what was drawn: `checker sample draw`."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli.evaluated import read_file
from checker.cli.library import find_indicator
from checker.cli.office import read_office, reading_limits
from checker.cli.progress import show_progress
from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.definitions.task import Task, task_of
from checker.engine.population import find_population
from checker.frozen import dataclass
from checker.intake.roster_names import find_entry, suggest_names
from checker.model import Department, Language, Report, State
from checker.model.stops import make_stop
from checker.outputs.files import write_files
from checker.sampling.design import plan
from checker.sampling.percent import read_percent
from checker.sampling.reading import read_answers
from checker.sampling.rows import PassedRow
from checker.sampling.sample import Part, Sample, Terms, draw, read_seed
from checker.sampling.sizes import LARGEST, size_for_draw
from checker.sampling.writing import Notes, write_sample
from checker.text.bilingual import Text
from checker.text.levels import speak
from checker.text.ordinary_files import read_ordinary

if TYPE_CHECKING:
    from checker.cli.sample_book import SampleBook

#: The word for all indicators.
ALL = "all"
Passed = Mapping[str, tuple[PassedRow, ...]]


@dataclass(frozen=True)
class Asked:
    """Which rows to draw from, as typed."""

    pack: str
    period: str
    inputs: Path | None
    indicator: str
    departments: Sequence[str]
    as_of: date | None
    rows: str | None


@dataclass(frozen=True)
class Rates:
    """How sure the auditor wants to be, as shares of 1."""

    confidence: Fraction
    tolerable: Fraction
    expected: Fraction


def read_rates(confidence: str, tolerable: str, expected: str) -> Rates:
    """Reads the rates.

    Raises:
        Stop: one is no percentage, or makes no sense.
    """
    rates = Rates(
        read_percent(confidence, "--confidence"),
        read_percent(tolerable, "--tolerable"),
        read_percent(expected, "--expected"),
    )
    limits = (
        (
            "--confidence",
            confidence,
            Fraction(1, 2) <= rates.confidence < 1,
            Text("应不低于 50%，小于 100%", "it must be at least 50% and below 100%"),
        ),
        (
            "--tolerable",
            tolerable,
            0 < rates.tolerable < 1,
            Text("应在 0 与 100% 之间", "it must be between 0 and 100%"),
        ),
        (
            "--expected",
            expected,
            rates.expected < rates.tolerable,
            Text("应小于可容忍偏差率", "it must be below the tolerable rate"),
        ),
    )
    for name, text, fits, accepted in limits:
        if not fits:
            raise make_stop("percent-range", name, name=name, text=text, accepted=accepted)
    return rates


def draw_sample(
    asked: Asked, rates: Rates, seed_text: str | None, language: Language, book: "SampleBook | None" = None
) -> tuple[Sample, Notes]:
    """Checks the workbooks and draws from the rows that passed; with a ledger, from those of the run that it has.

    Raises:
        Stop: an argument is not usable, or there is nothing to draw from.
    """
    seed = read_seed(seed_text)
    least = _read_rows(asked.rows)
    office = read_office()
    source = office.find_pack(asked.pack)
    pack = load_pack(source)
    task = task_of(pack, asked.period, asked.as_of)
    speak(task.level_words)
    wanted = frozenset(pack.indicators) if asked.indicator == ALL else {find_indicator(pack, asked.indicator).id}
    codes = [_find_code(task, name) for name in asked.departments]
    folder = asked.inputs or (office.inputs or Path("inputs")) / Path(asked.pack).name / task.period.label
    limits = reading_limits(office)
    with show_progress(language) as show:
        report, rows = find_population(
            source, asked.period, folder, wanted, as_of=asked.as_of, limits=limits, progress=show
        )
    departments = [each for each in report.departments if not codes or each.code in codes]
    populations = {each.code: len(rows[each.code]) for each in departments if rows.get(each.code)}
    if not populations:
        raise make_stop("nothing-passed", folder)
    size = size_for_draw(1 - rates.confidence, rates.tolerable, rates.expected, sum(populations.values()))
    allowed = 0 if size is None else -(-size * rates.expected.numerator // rates.expected.denominator)
    design = size and plan(1 - rates.confidence, rates.tolerable, allowed, size, populations, least=least)
    if not size or not design:
        raise make_stop("sample-too-large", largest=str(LARGEST))
    sizes = {each.department: each.size for each in design.strata}
    parts = [_make_part(each, populations, sizes) for each in departments if each.code in populations]
    if book is not None:
        seed = read_seed(book.bind_seed(seed, report, parts))
    terms = Terms(
        pack=report.pack,
        pack_sha256=report.pack_sha256,
        period=report.period,
        as_of=report.as_of.isoformat(),
        indicator=ALL if asked.indicator == ALL else next(iter(wanted)),
        seed=seed,
        confidence=rates.confidence,
        tolerable=rates.tolerable,
        expected=rates.expected,
        allowed=allowed,
    )
    left_out = tuple((each.name, _why_left_out(each)) for each in departments if each.code not in populations)
    return draw(terms, design, parts, rows), Notes(_title(pack, report, asked.indicator), left_out, size)


def _read_rows(text: str | None) -> int:
    if text is None:
        return 0
    if not (text.isascii() and text.isdecimal() and int(text)):
        raise make_stop("bad-sample-size", "--rows", text=text)
    return int(text)


def _find_code(task: Task, name: str) -> str:
    entry = find_entry(task.pack.on_roster(task.period), name)
    if entry is None:
        raise make_stop("unknown-department", "--department", hint=suggest_names(task, name), name=name)
    return entry.code


def _make_part(department: Department, populations: Mapping[str, int], sizes: Mapping[str, int]) -> Part:
    code = department.code
    return Part(code, department.name, department.file, department.sha256, populations[code], sizes[code])


def _why_left_out(department: Department) -> str:
    if department.state in (State.MISSING, State.REJECTED):
        return department.state.value
    return "nothing_passed"


def _title(pack: Pack, report: Report, indicator: str) -> Text:
    name = Text("全部指标", "all indicators") if indicator == ALL else find_indicator(pack, indicator).name.text
    where = report.district_name
    return Text(f"{where.zh} {report.period} {name.zh}", f"{where.en} {report.period}, {name.en}")


def copy_answers(path: Path, sample: Sample, notes: Notes) -> Notes:
    """Copies the answers of a smaller sample that was drawn on the same terms.

    Raises:
        Stop: the file can't be read, or is no such sample.
    """
    return replace(notes, answers=read_answers(path, read_file(path), sample.terms))


def write(out: Path, sample: Sample, notes: Notes, language: Language) -> None:
    """Writes the file; never over one that may have been filled in.

    Raises:
        Stop: the name doesn't fit, the file exists and differs, or it can't be written.
    """
    if out.suffix.lower() != ".xlsx":
        raise make_stop("not-xlsx", "--out")
    content = write_sample(sample, notes, language)
    if out.exists() and (not out.is_file() or read_ordinary(out) != content):
        raise make_stop("files-exist", out.parent, names=[out.name])
    write_files(out.parent, {out.name: content})
