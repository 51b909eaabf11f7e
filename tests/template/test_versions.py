"""The version that a cover sheet names: the current one, an older one, or none of the pack's."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from checker.authoring.changes import pack_changes
from checker.definitions.load import PackError, load_pack
from checker.definitions.packs import version_form
from checker.definitions.task import task_of
from checker.intake.contradictions import check_cover
from checker.locate import Cover
from checker.model import Flag, Place, Severity
from checker.privacy.masking import flag_message
from checker.template import Blank
from tests.definitions.small_pack import write_small

from .making import blanks, opened

VERSIONS = """
templates:
  - version: "2.0"
    dated: 2023-01-01
    changed: {zh: 培训表增加“学时”一列。, en: The training sheet has a column for hours.}
  - {version: "1.10", dated: 2022-07-01, changed: {zh: 案件表的“案号”改为必填, en: The case number is needed}}
  - {version: "1.0", dated: 2021-01-01, changed: {zh: 第一版。, en: The first version.}}
"""
COVER = """
  pack: {header: {zh: 指标包, en: Pack}, type: text}
  template_version: {header: {zh: 模板版本, en: Template version}, type: text}
"""
PLACE = Place("填报说明", 7, "B", "cover", "template_version", "模板版本")


def pack_with(folder: Path, templates: str) -> Path:
    small = write_small(folder)
    header = (small / "pack.yaml").read_text(encoding="utf-8")
    (small / "pack.yaml").write_text(header + templates, encoding="utf-8")
    cover = folder / "tables" / "cover.yaml"
    cover.write_text(cover.read_text(encoding="utf-8").rstrip() + COVER, encoding="utf-8")
    return small


def flags(folder: Path, said: str, templates: str = VERSIONS, **more: str) -> tuple[Flag, ...]:
    task = task_of(load_pack(pack_with(folder, templates)), "2022Q4", None)
    return tuple(check_cover(Cover({"template_version": said, **more}, {"template_version": PLACE}), task, None))


@pytest.mark.parametrize("said", ["2.0", "2", "２．０", " V2.0 ", "2.0.0"])
def test_the_current_version_draws_nothing(said: str, tmp_path: Path) -> None:
    assert flags(tmp_path / "p", said) == ()


def test_an_old_version_is_named_with_all_that_changed_since(tmp_path: Path) -> None:
    (found,) = flags(tmp_path / "p", "1")
    assert found.code.id == "W245"
    assert found.severity is Severity.AMBER
    assert found.place == PLACE
    assert flag_message(found, "zh") == (
        "填报说明中“模板版本”为“1”，现行模板是 2.0，其间的变动：培训表增加“学时”一列；案件表的“案号”改为必填"
    )
    assert flag_message(found, "en") == (
        "模板版本 on the cover sheet is “1”, but the current template is 2.0; "
        "changes since then: The training sheet has a column for hours; The case number is needed"
    )
    (found,) = flags(tmp_path / "q", "1.10")
    assert flag_message(found, "zh").endswith("其间的变动：培训表增加“学时”一列")


@pytest.mark.parametrize("said", ["1.1", "3.0", "草稿"])
def test_a_version_that_never_was_is_named_as_such(said: str, tmp_path: Path) -> None:
    (found,) = flags(tmp_path / "p", said)
    assert (found.code.id, found.severity) == ("W246", Severity.AMBER)
    assert flag_message(found, "zh") == (
        f"填报说明中“模板版本”为“{said}”，指标包没有这一版模板（有 2.0、1.10、1.0），现行模板是 2.0"
    )


def test_without_a_list_the_packs_own_version_is_the_templates(tmp_path: Path) -> None:
    assert flags(tmp_path / "p", "1.0", templates="") == ()  # the pack is "1"
    (found,) = flags(tmp_path / "q", "2", templates="")
    assert found.code.id == "W246"
    assert "（有 1），现行模板是 1" in flag_message(found, "zh")


def test_nothing_is_said_of_a_version_where_none_is_given_or_the_pack_is_another(tmp_path: Path) -> None:
    assert flags(tmp_path / "p", "") == ()
    (found,) = flags(tmp_path / "q", "7", pack="别的指标包")
    assert found.code.id == "W241"


def test_versions_are_compared_as_spreadsheets_keep_them() -> None:
    assert version_form("1.0") == version_form("1") == version_form("1.0.0") == version_form("v1") == "1"
    assert version_form("1.10") != version_form("1.1")
    assert version_form("10") != version_form("1")
    assert version_form("0.0") == "0"


def written_version(blank: Blank) -> Any:
    return [row[1].value for row in opened(blank).worksheets[0].iter_rows() if row[0].value == "模板版本"]


def test_a_template_carries_the_newest_version_as_a_text(tmp_path: Path) -> None:
    task = task_of(load_pack(pack_with(tmp_path / "p", VERSIONS)), "2022Q4", None)
    (blank,) = blanks(task, "zh", "east")
    assert written_version(blank) == ["2.0"]
    assert opened(blank).properties.created == datetime(2023, 1, 1)  # noqa: DTZ001 - the file knows no time zone


@pytest.mark.parametrize(
    ("templates", "code", "line"),
    [
        ("templates: []\n", "D110", "templates: "),
        ('templates:\n  - {version: "1", dated: 2022-01-01}\n', "D108", "  - {version"),
        ("templates:\n  - {version: 1.0, dated: 2022-01-01, changed: {zh: 一, en: One}}\n", "D109", "  - {version"),
        (VERSIONS.replace('"1.0"', '"2"'), "D120", '  - {version: "2",'),
        (VERSIONS.replace("2021-01-01", "2024-01-01"), "D121", '  - {version: "1.0"'),
    ],
)
def test_a_list_of_versions_that_cannot_be_meant_is_refused(
    templates: str, code: str, line: str, tmp_path: Path
) -> None:
    folder = pack_with(tmp_path / "p", templates)
    with pytest.raises(PackError) as caught:
        load_pack(folder)
    (problem,) = caught.value.problems
    assert problem.code.id == code
    text = (folder / "pack.yaml").read_text(encoding="utf-8").splitlines()
    assert text[problem.line - 1].startswith(line)


def test_two_versions_of_one_day_may_be_listed(tmp_path: Path) -> None:
    folder = pack_with(tmp_path / "p", VERSIONS.replace("2022-07-01", "2023-01-01"))
    assert load_pack(folder).header.template_version == "2.0"


def test_a_new_version_is_told_when_packs_are_compared(tmp_path: Path) -> None:
    newest, *older = VERSIONS.split('  - version: "2.0"')
    rest = older[0].split("\n", 3)[3]
    old, new = (load_pack(pack_with(tmp_path / name, text)) for name, text in (("a", newest + rest), ("b", VERSIONS)))
    (change,) = pack_changes(old, new)
    assert change.part is not None and change.before is not None and change.after is not None
    assert change.part.en == "Template versions"
    first = "1.10 (1 July 2022: The case number is needed), 1.0 (1 January 2021: The first version.)"
    assert change.before.en == first
    assert change.after.en == f"2.0 (1 January 2023: The training sheet has a column for hours.), {first}"
