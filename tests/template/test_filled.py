"""A template that is filled in rightly has nothing wrong with it, and an empty one nothing but its emptiness."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from checker.engine.batch import check
from checker.engine.pipeline import check_workbook
from checker.intake.target import Request, read_declaration
from checker.locate import locate, read_cover
from checker.model import Department, Language, State, Status
from checker.model.workbook import Workbook
from checker.periods import parse_period
from checker.privacy.masking import flag_message
from checker.sources.reader import Reader
from checker.template import Blank
from checker.template.names import sheet_name
from tests.definitions.small_pack import write_small
from tests.tiers import tiered

from .making import PERIODS, blanks, bytes_of, fill, header_row, loaded, opened, saved, seen, task
from .rows import rows_of

LANGUAGES: tuple[Language, ...] = ("zh", "en")
WITH_LANGUAGE = [(pack, language) for pack in PERIODS for language in LANGUAGES]
#: Each pack in one language, and one pack in both: what a language changes is the same for all.
IN_ONE_LANGUAGE = [("heping", "zh"), *((pack, LANGUAGES[(number + 1) % 2]) for number, pack in enumerate(PERIODS))]
#: The small pack has a cover sheet of its own, which has no place for the pack.
NO_PACK_ON_COVER = ("--pack", "demo")
ASIDES = {"zh": {"填写说明", "选项"}, "en": {"Instructions", "Choices"}}


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as one:
        yield one


@pytest.fixture(autouse=True)
def packs_loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.intake.target.load_pack", loaded)


def read(reader: Reader, blank: Blank, folder: Path) -> Workbook:
    (folder / blank.file).write_bytes(bytes_of(blank))
    workbook, flags = reader.read(folder / blank.file)
    assert workbook is not None
    assert flags == ()
    return workbook


def filled(blank: Blank, folder: Path) -> Path:
    pack, code = blank.pack, blank.entry.code
    first = max(blank.period.window.start, pack.plan.start)
    book = opened(blank)
    rows = rows_of(pack.tables, list(pack.tables_of(code)), first, code, blank.language)
    cover = {"filled_by": "刘一", "phone": "13900000000", "filled_on": blank.period.window.end}
    fill(
        book, pack, blank.language, rows, {name: cover[name] for name in cover if name in pack.tables["cover"].columns}
    )
    return saved(book, folder / blank.file)


def told(department: Department, *families: str) -> list[str]:
    return [
        f"{each.code.id} {each.place.sheet} {each.place.cell} {flag_message(each, 'en')}"
        for each in department.flags
        if each.code.id.startswith(families)
    ]


@pytest.mark.parametrize(("pack", "language"), tiered(WITH_LANGUAGE, IN_ONE_LANGUAGE[:4]))
def test_a_filled_template_is_accepted_without_a_flag(pack: str, language: Language, tmp_path: Path) -> None:
    asked = blanks(task(pack, PERIODS[pack]), language)
    report = check([filled(blank, tmp_path) for blank in asked])
    assert report.faults == ()
    assert [each.code for each in report.departments] == sorted(
        (blank.entry.code for blank in asked), key=[entry.code for entry in asked[0].pack.roster.departments].index
    )
    for department in report.departments:
        # The tasks are made up, and no indicator asks for them.
        assert [said for said in told(department, "W", "V", "C") if not said.startswith("C419")] == []
        assert department.state is State.ACCEPTED
        loaded_pack, code = asked[0].pack, department.code
        assert [count.table for count in department.sheets] == [
            *loaded_pack.tables_of(code),
            *loaded_pack.asked_tables(code),
        ]
        assert all(count.read == count.judged for count in department.sheets)
        assert all(count.read >= 3 for count in department.sheets if count.table != loaded_pack.header.attestations)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_template_of_ones_own_pack_says_a_command_that_can_be_typed(language: Language, tmp_path: Path) -> None:
    pattern = "pattern: '[A-Z][0-9]+'"
    folder = write_small(tmp_path / "small", change={"tables/cases.yaml": {pattern: f"{pattern}, example: A1"}})
    asked = blanks(task(folder, "2022Q4"), language)
    for blank in asked:
        assert shlex.split(blank.check_command(blank.file)) == ["checker", "check", blank.file, *NO_PACK_ON_COVER]
        (department,) = check([filled(blank, tmp_path)], folder).departments
        assert told(department, "W", "V", "C") == []
        assert department.state is State.ACCEPTED


@pytest.mark.parametrize(("pack", "language"), IN_ONE_LANGUAGE)
def test_an_empty_template_says_only_that_it_is_not_filled_in(
    pack: str, language: Language, tmp_path: Path, reader: Reader
) -> None:
    asked = task(pack, PERIODS[pack])
    for blank in blanks(asked, language):
        workbook = read(reader, blank, tmp_path)
        said = read_declaration(workbook, asked.pack.cover)
        checked = check_workbook(tmp_path / blank.file, workbook, said, (), asked, Request())
        assert checked.faults == ()
        assert checked.department.code == blank.entry.code
        tables = asked.pack.tables_of(blank.entry.code)
        codes = {flag.place.table: flag.code.id for flag in checked.department.flags if flag.place.table}
        silent = {name: code for name, code in codes.items() if name in tables}
        assert silent == {name: "W262" if asked.pack.tables[name].nil else "W263" for name in tables}
        assert {said[:4] for said in told(checked.department, "W", "V", "C")} <= {"W262", "W263"}
        counts = {count.table: (count.read, count.skipped) for count in checked.department.sheets}
        asked_of_it = [each for each in asked.pack.register if blank.entry.name.zh in each.by]
        prefilled = {"attestations": (len(asked_of_it), 0)} if asked_of_it else {}
        # A row that the template lists is no record until somebody fills it in.
        listed = {table.id: (0, len(blank.named_rows(table))) for table in blank.tables if table.listed}
        assert counts == {**dict.fromkeys(tables, (0, 0)), **listed, **prefilled}
        # A duty that does not bind yet needs no sheet.
        bound = [each for each in checked.department.results if each.reason and "binds only from" not in each.reason.en]
        assert {result.status for result in bound} == {Status.UNDETERMINED}
        assert checked.department.score in (0, None)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("by", ["tick", "row"])
def test_a_template_can_say_that_there_is_nothing(by: str, language: Language, tmp_path: Path, reader: Reader) -> None:
    asked = task("heping", "2022Q4")
    for blank in blanks(asked, language)[:2]:
        book = load_workbook(BytesIO(bytes_of(blank)))
        cover = book.worksheets[0]
        may_be_nil = [table for table in blank.tables if table.nil is not None]
        names = {blank.of(table.sheet.text): table for table in may_be_nil}
        listed = [row for row in range(1, cover.max_row + 1) if cover.cell(row, 1).value in names]
        assert [cover.cell(row, 1).value for row in listed] == list(names)
        for row in listed if by == "tick" else ():
            assert not cover.cell(row, 2).protection.locked
            cover.cell(row, 2).value = "√"
        for name, table in names.items() if by == "row" else ():
            assert table.nil is not None
            sheet = book[name]
            sheet.cell(sheet.max_row + 1, 1).value = blank.of(table.nil.text)
        path = tmp_path / blank.file
        book.save(path)
        workbook, _ = reader.read(path)
        assert workbook is not None
        said = read_declaration(workbook, asked.pack.cover)
        department = check_workbook(path, workbook, said, (), asked, Request()).department
        assert {count.table for count in department.sheets if count.nil} == {table.id for table in may_be_nil}
        assert [said[:4] for said in told(department, "W26")] == ["W263"] * (
            len(asked.pack.tables_of(blank.entry.code)) - len(may_be_nil)
        )


@pytest.mark.parametrize(("pack", "language"), IN_ONE_LANGUAGE)
def test_every_sheet_and_column_is_found_where_it_was_put(
    pack: str, language: Language, tmp_path: Path, reader: Reader
) -> None:
    for blank in blanks(task(pack, PERIODS[pack]), language):
        workbook = read(reader, blank, tmp_path)
        names = [sheet.name for sheet in workbook.sheets]
        tables = [sheet_name(table.sheet, language) for table in blank.tables]
        assert names[2 : 2 + len(tables)] == tables
        assert {names[1], *names[2 + len(tables) :]} <= ASIDES[language]
        code = blank.entry.code
        located, flags = locate(
            workbook, blank.pack.tables, blank.pack.tables_of(code), blank.pack.welcome_tables(code)
        )
        assert flags == ()
        book = seen(bytes_of(blank))
        for name, where in located.items():
            assert where.header_row == header_row(book[where.sheet.name])
            assert where.columns == {field: at for at, field in enumerate(blank.pack.tables[name].asked, start=1)}
            assert where.extra == {}
            assert len(where.skipped) == len(blank.named_rows(blank.pack.tables[name]))
            assert bool(where.rows) == (name == blank.pack.header.attestations)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_cover_says_whose_it_is_and_leaves_the_rest_open(
    language: Language, tmp_path: Path, reader: Reader
) -> None:
    (blank,) = blanks(task("heping", "2022Q4"), language, "sfj")
    cover, flags = read_cover(read(reader, blank, tmp_path), blank.pack.tables["cover"])
    assert flags == ()
    assert (
        cover.values
        == {
            "zh": {
                "department": "区司法局",
                "period": "2022年第四季度",
                "pack": "天津市和平区法治政府建设指标（2021—2025年）",
                "template_version": "1.1.0",
            },
            "en": {
                "department": "Justice Bureau",
                "period": "2022Q4",
                "pack": "Rule-of-law government indicators of Heping District, Tianjin (2021-2025)",
                "template_version": "1.1.0",
            },
        }[language]
    )
    sheet = seen(bytes_of(blank)).worksheets[0]
    for name in ("department", "period", "pack", "template_version"):
        assert sheet[cover.places[name].cell].protection.locked
        assert sheet[cover.places[name].cell].number_format == "@"  # 1.0 stays 1.0
    for name in ("filled_by", "phone", "filled_on"):
        assert not sheet[cover.places[name].cell].protection.locked
    assert sheet.protection.sheet
    assert not sheet.protection.password


@pytest.mark.parametrize(
    ("period", "written"), [("2022Q1", "2022年第一季度"), ("2022H2", "2022年下半年"), ("2022", "2022年")]
)
def test_the_period_is_written_so_that_it_is_read_back(period: str, written: str) -> None:
    (blank,) = blanks(task("heping", period), "zh", "sfj")
    assert blank.period_text == written
    assert parse_period(written).label == period
