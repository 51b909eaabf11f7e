"""Letters on the command line: asked for, from templates of the office, whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docx import Document

from checker.model import Severity, State

RUN = ("run", "p", "2022Q4", "--no-annotate", "--fail-on", "never")


@pytest.fixture
def asked(tmp_path, monkeypatch, given, make):
    """Makes a run find one department, and another missing, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    Path("inputs/p/2022Q4").mkdir(parents=True)
    missing = make.department("0102", state=State.MISSING, sha256="")
    return given(make.report(make.department("0101", Severity.RED), missing))


def letters(folder: str) -> list[str]:
    return sorted(path.name for path in Path(folder, "letters").glob("*"))


def test_letters_are_outputs_of_the_run(asked, called):
    done = called(*RUN, "--out", "out", "--letters")
    assert (done.code, letters("out")) == (0, ["feedback-0101 bureau.docx", "notice.docx", "reminder.docx"])
    assert str(Path("out/letters")) in done.err
    listed = {each["name"] for each in json.loads(Path("out/manifest.json").read_bytes())["files"]}
    assert {f"letters/{name}" for name in letters("out")} <= listed
    assert called(*RUN, "--out", "out", "--letters", "--lang", "zh").code == 0
    assert letters("out") == ["催报.docx", "反馈单-0101局.docx", "通报.docx"]
    assert called(*RUN, "--out", "out").code == 0
    assert letters("out") == []


def test_an_office_changes_the_templates_and_the_settings_name_them(asked, called):
    assert called("letters", "--out", "mine").code == 0
    assert sorted(path.name for path in Path("mine").iterdir()) == ["feedback.docx", "notice.docx", "reminder.docx"]
    assert called("letters", "--out", "mine").code == 0
    document = Document("mine/notice.docx")
    document.paragraphs[0].text = "Our own heading for {{ period }}"
    document.save("mine/notice.docx")
    again = called("letters", "--out", "mine")
    assert (again.code, "notice.docx" in again.err) == (2, True)
    Path("checker.toml").write_text('letters = "mine"\n', encoding="utf-8")
    assert called(*RUN, "--out", "out", "--letters").code == 0
    assert Document("out/letters/notice.docx").paragraphs[0].text == "Our own heading for 2022Q4"


def test_a_broken_template_ends_the_run_before_it_begins(asked, called):
    Path("mine").mkdir()
    document = Document()
    document.add_paragraph("{{ nme }}")
    document.save("mine/notice.docx")
    for form in ("text", "json"):
        done = called(*RUN, "--out", "out", "--letters-template", "mine", "--format", form)
        assert done.code == 2
        assert all(word in done.out + done.err for word in ("notice.docx", "nme"))
        assert not Path("out").exists()
    assert asked == []


def test_letters_need_a_folder_and_a_whole_run(asked, called):
    assert "add --out DIR" in called(*RUN, "--letters").err
    done = called("run", "p", "2022Q4", "--shard", "1/2", "--out", "out", "--letters")
    assert (done.code, "--letters" in done.err) == (2, True)
