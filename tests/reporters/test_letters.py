"""Letters: what they say is what report.json says, templates may change, and no text is taken for a template."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document

import checker
from checker.errors import Stop
from checker.model import Contact, Language, Report, Severity, SheetCount, Shown, State
from checker.reporters import report_json
from checker.reporters.letters.content import Reader, fill_every, fill_notice, fill_reminder, fill_return
from checker.reporters.letters.fill import Template
from checker.reporters.letters.fitting import fit
from checker.reporters.letters.kinds import KINDS, NOTICE, REMINDER, RETURN
from checker.reporters.letters.letters import built_in, open_letters
from checker.reporters.letters.placeholders import make_example, write_tables
from checker.text.bilingual import Text
from checker.text.period_labels import label_words
from checker.wording.labels import STATUSES
from checker.wording.next_step import next_step
from tests.reporters.drawn_reports import QUARTER

ROOT = Path(__file__).parents[2]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
TO_DO = ("怎么办", "What to do")
SAMPLES = ("区市场监管局.xlsx", "劝业场街道办事处.csv")


@pytest.fixture(scope="module")
def ran(tmp_path_factory) -> Report:
    """A real run of a few workbooks."""
    folder = tmp_path_factory.mktemp("inputs")
    for name in SAMPLES:
        shutil.copy(ROOT / "inputs/heping/2022Q4" / name, folder)
    return checker.run("heping", "2022Q4", folder)


def texts_of(content: bytes) -> list[list[str]]:
    """Every paragraph, as a list of one text, and every row of a table, as its cells' texts."""
    document = Document(BytesIO(content))
    found = [[each.text] for each in document.paragraphs]
    return found + [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]


def letters_of(report: Report, language: Language, folder: Path | None = None) -> dict[str, bytes]:
    return dict(open_letters(folder, language).make(report, False))


def write_template(folder: Path, name: str, *paragraphs: str) -> Path:
    document = Document()
    for each in paragraphs:
        document.add_paragraph(each)
    document.save(str(folder / name))
    return folder


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_is_that_of_report_json(ran: Report, language: Language) -> None:
    told = json.loads(report_json.render(ran))
    letters = letters_of(ran, language)
    notice, reminder, feedback = (f"letters/{kind.name.of(language)}" for kind in KINDS)
    submitted = [each for each in told["departments"] if each["state"] != "missing"]
    names = {each.code: each.name.of(language) for each in ran.departments}
    again = "letters/退回" if language == "zh" else "letters/return"
    unfinished = {
        each.code for each in ran.departments if each.state is not State.ACCEPTED and next_step(each).urgency == "stop"
    }
    pages = {code: f"{again if code in unfinished else feedback}-{name}.docx" for code, name in names.items()}
    assert set(letters) == {f"{notice}.docx", f"{reminder}.docx", *(pages[each["code"]] for each in submitted)}
    rows = texts_of(letters[f"{notice}.docx"])
    for each in submitted:
        row = next(row for row in rows if len(row) == 9 and row[1] == names[each["code"]])
        assert row[3] == f"{each['basis']['judged']}/{each['basis']['indicators']}"
        assert float(row[4]) == pytest.approx(each["score"], abs=0.01)
        assert [int(number) for number in row[6:8]] == [
            sum(flag["severity"] == severity for flag in each["flags"]) for severity in ("error", "red")
        ]
        page = texts_of(letters[pages[each["code"]]])
        rows_of_six = [row for row in page if len(row) == 6]
        second = next((number for number, row in enumerate(rows_of_six) if row[5] in TO_DO), len(rows_of_six))
        results, flags = rows_of_six[1:second], rows_of_six[second:]
        labels = {label.id: label.name.of(language) for label in ran.indicators}
        by_name = {labels[result["indicator"]]: result for result in each["results"]}
        assert [row[0] for row in results] == [name for name in by_name if name in {row[0] for row in results}]
        for row, result in ((row, by_name[row[0]]) for row in results):
            assert row[1] == result["clause"]
            assert row[2] == next(word.of(language) for status, word in STATUSES.items() if status == result["status"])
            if result["value"] is None:
                assert row[3] == "-"
            elif result["unit"] == "%":
                assert float(row[3].rstrip("%")) == pytest.approx(100 * result["value"], abs=0.01)
        shown = [flag for flag in each["flags"] if not flag["code"].startswith("T6")]
        places = {(flag["sheet"] or "", flag["cell"], flag["message"][language]) for flag in shown}
        listed = len(flags[1:])
        assert min(len(shown), 3) <= listed <= 10
        said = " ".join(row[0] for row in page if len(row) == 1)
        assert (listed == len(shown)) or str(len(shown) - listed) in said
        assert len(results) == len(each["results"]) or str(len(each["results"]) - len(results)) in said
        for row in flags[1:]:
            assert {(row[1], row[2], row[4]), (row[1], None, row[4])} & places
    missing = [row[1] for row in texts_of(letters[f"{reminder}.docx"]) if len(row) == 5][1:]
    assert missing == [names[each["code"]] for each in told["departments"] if each["state"] == "missing"]


@pytest.mark.parametrize(
    ("changes", "word", "zh", "en"),
    [
        ({"state": State.ACCEPTED}, "feedback", "已报送，没有发现问题", "Submitted; nothing to fix"),
        ({"state": State.REJECTED}, "return", "退回：请改正", "Rejected: fix"),
        (
            {"state": State.ACCEPTED_WITH_ERRORS, "severity": Severity.ERROR},
            "return",
            "后重新报送",
            "then submit again",
        ),
        ({"state": State.ACCEPTED, "severity": Severity.AMBER}, "feedback", "已报送：1 处请核对", "Submitted; to fix"),
        (
            {"state": State.ACCEPTED, "silent": True},
            "feedback",
            "没有填写：填好后重新报送",
            "Fill in 1 sheet, then submit",
        ),
    ],
)
def test_a_page_has_the_right_word(changes: dict[str, Any], word: str, zh: str, en: str) -> None:
    given = next(each for each in QUARTER.departments if each.flags)
    flags = tuple(each.changed(severity=changes["severity"]) for each in given.flags[:1] if "severity" in changes)
    sheets = (SheetCount("a", "a", 0, 0, 0, 0, silent=True, may_be_nil=False),) if "silent" in changes else ()
    department = replace(given, state=changes["state"], flags=flags, results=(), sheets=sheets)
    for language, said in (("zh", zh), ("en", en)):
        letters = letters_of(replace(QUARTER, departments=(department,)), language)
        (page,) = [name for name in letters if "-" in name]
        assert page.startswith("letters/" + (word if language == "en" else {"return": "退回"}.get(word, "反馈单")))
        paragraphs = [row[0] for row in texts_of(letters[page]) if len(row) == 1]
        assert any(said in each for each in paragraphs), paragraphs
        assert not any("可以报送" in each or "Ready to submit" in each for each in paragraphs)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_without_room_for_all_has_the_worst_and_says_how_many_more(language: Language) -> None:
    short = {**dict.fromkeys(("name", "clause", "status", "value", "counted", "target", "needed"), "x")}
    flag = {**dict.fromkeys(("severity", "sheet", "cell", "clause", "message", "remedy"), "y")}
    calm, urgent = {**short, "needed": ""}, [{**short, "name": f"n{number}"} for number in range(4)]
    few = fit([(0, calm)] * 4 + [(4, each) for each in urgent], [flag] * 5, language)
    assert (len(few.results), len(few.flags)) == (8, 5)
    many = fit([(0, calm)] * 40 + list(zip((1, 4, 3, 2), urgent, strict=True)), [flag] * 10, language)
    assert many.results == urgent
    assert len(many.flags) == 10
    long = {**flag, "message": "字" * 300}
    full = fit([(0, calm)] * 40 + [(4, {**each, "needed": "字" * 400}) for each in urgent], [long] * 10, language)
    assert full.flags == [long] * 3
    assert len(full.results) < 4


def test_the_same_report_gives_the_same_bytes() -> None:
    first, second = letters_of(QUARTER, "zh"), letters_of(QUARTER, "zh")
    assert first == second
    with ZipFile(BytesIO(first["letters/通报.docx"])) as packed:
        assert {each.date_time for each in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    about = Document(BytesIO(first["letters/通报.docx"])).core_properties
    assert about.created.date() == QUARTER.as_of
    assert (about.author, about.last_modified_by) == ("", "")


def _paths(values: Any, before: str = "") -> Iterator[str]:
    for name, value in values.items():
        if isinstance(value, list):
            for each in value:
                yield from _paths(each, f"{before}{name}[].")
        else:
            yield f"{before}{name}"


def test_the_documented_placeholders_are_those_that_are_filled(ran: Report) -> None:
    reader = Reader(ran, "en", False)
    filled = {
        NOTICE: [fill_notice(reader)],
        REMINDER: [fill_reminder(reader)],
        RETURN: [fill_return(reader, each) for each in ran.departments if each.state is not State.MISSING],
    }
    for kind, several in filled.items():
        used = {path for values in several for path in _paths({**fill_every(reader), **values})}
        assert used == set(_paths(make_example(kind)))
        assert not {name for path in used for name in path.split("[].")} & set(dir(dict))


@pytest.mark.parametrize(("language", "page"), [("zh", "letters.zh.md"), ("en", "letters.md")])
def test_the_documentation_has_the_table_of_placeholders(language: Language, page: str) -> None:
    assert "\n".join(write_tables(language)).strip() in (ROOT / "docs" / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_built_in_templates_use_known_placeholders_only(language: Language) -> None:
    for kind in KINDS:
        Template(kind, "", built_in(language)[kind.template(language)]).try_out()


def test_an_office_changes_one_template_and_the_others_stay(tmp_path: Path) -> None:
    loop = "{% for each in groups %}{{ each.departments|length }};{% endfor %}"
    write_template(tmp_path, "通报.docx", "本局字样 {{ period }}", loop)
    (tmp_path / "~$通报.docx").write_bytes(b"locked by Word")
    own, usual = letters_of(QUARTER, "zh", tmp_path), letters_of(QUARTER, "zh")
    assert texts_of(own.pop("letters/通报.docx"))[0] == [f"本局字样 {label_words(QUARTER.period).zh}"]
    usual.pop("letters/通报.docx")
    assert own == usual


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ concluson }}", "“concluson”; did you mean “conclusion”"),
        ("{% for each in flags %}{{ each.sheat }}{% endfor %}", "“sheat”"),
        ("{{ period", "can't be used"),
        ("{% for each in flags %}", "can't be used"),
        ("{{ period|safe }}", "can't be used"),
        ("{% include '/etc/passwd' %}", "can't be used"),
        ("{{ ''.__class__.__mro__ }}", "__class__"),
        ("{{ cycler.__init__.__globals__.os.system('true') }}", "__init__"),
    ],
)
def test_a_broken_template_is_one_line_that_names_it(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(Stop) as stopped:
        open_letters(write_template(tmp_path, "notice.docx", text), "en")
    said = f"{stopped.value.message.en}; {stopped.value.hint.en if stopped.value.hint else ''}"
    assert words in said
    assert "\n" not in said
    assert stopped.value.context == str(tmp_path / "notice.docx")


@pytest.mark.parametrize(
    ("name", "content", "reference"),
    [
        ("notice.docx", b"%PDF-1.7", "letters-no-document"),
        ("notice.docx", b"", "letters-no-document"),
        ("notcie.docx", b"", "letters-other-name"),
        ("notes.txt", b"", "letters-no-template"),
        ("通报.docx", b"", "letters-no-template"),
    ],
)
def test_a_folder_without_a_usable_template_is_refused(tmp_path: Path, name, content, reference) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Stop) as stopped:
        open_letters(tmp_path, "en")
    assert stopped.value.reference == reference
    with pytest.raises(Stop) as stopped:
        open_letters(tmp_path / "nowhere", "en")
    assert stopped.value.reference == "letters-no-folder"


HOSTILE = (
    "{{ period }}",
    "{% for x in y %}",
    "<w:p/>&amp;<b>",
    "a\x00b\ud800c\u202ed",
    "{{ 7*7 }}{#",
    "]]></w:t>",
    "\n\t\a\f line",
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_is_never_taken_for_a_template(language: Language) -> None:
    departments = tuple(
        replace(each, name=Text(text, text), file=text, group=Text(text, text))
        for each, text in zip(QUARTER.departments * 3, HOSTILE, strict=False)
    )
    report = replace(QUARTER, departments=departments, district_name=Text(HOSTILE[0], HOSTILE[0]))
    reader = Reader(report, language, False)
    letters = letters_of(report, language)
    for each in departments:
        if each.state is not State.MISSING:
            said = fill_return(reader, each)
            found = [content for name, content in letters.items() if said["department"] in str(texts_of(content)[0])]
            assert found, said["department"]
    assert HOSTILE[0] in texts_of(letters[f"letters/{NOTICE.template(language)}"])[0][0]
    for name in letters:
        assert len(name.encode()) <= 130
        assert not re.search(r'[\\:*?"<>|\x00-\x1f]', name)
        assert name.count("/") == 1


def test_pages_whose_names_would_be_one_get_the_code_too() -> None:
    twice = [
        replace(each, name=Text(name, name), code=code, state=State.ACCEPTED)
        for each, name, code in zip(QUARTER.departments, ("A/b", "a/B", "A/b"), ("1", "2", "3"), strict=False)
    ]
    pages = [
        name
        for name in letters_of(replace(QUARTER, departments=tuple(twice)), "en")
        if "feedback" in name or "return" in name
    ]
    assert len({name.casefold() for name in pages}) == 3


def test_people_are_masked_as_in_the_report() -> None:
    contact = Contact(Shown("欧阳明", "name"), Shown("13812345678", "phone"))
    due = QUARTER.as_of - timedelta(days=12)
    departments = tuple(replace(each, state=State.MISSING, contact=contact) for each in QUARTER.departments)
    report = replace(QUARTER, departments=departments, due_on=due)
    (row, *_) = [row for row in texts_of(letters_of(report, "zh")["letters/催报.docx"]) if len(row) == 5][1:]
    assert row[2:] == ["欧**", "138****5678", "12"]
    shown = dict(open_letters(None, "zh").make(report, True))
    assert "13812345678" in str(texts_of(shown["letters/催报.docx"]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rejected_workbook_has_no_figures_to_show(language: Language) -> None:
    (department,) = [each for each in QUARTER.departments if each.code and each.results and each.flags][:1]
    rejected = replace(department, state=State.REJECTED, results=(), score=None, grade=None, rank=None)
    letters = letters_of(replace(QUARTER, departments=(rejected,)), language)
    (page,) = (content for name, content in letters.items() if department.name.of(language) in name)
    said = [row[0] for row in texts_of(page) if len(row) == 1]
    assert not [each for each in said if {"zh": "得分", "en": "Score"}[language] in each]
    assert {"zh": "一、需要处理的问题", "en": "1. Flags"}[language] in said
