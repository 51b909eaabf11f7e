"""checker indicators coverage: the register as a page, as JSON and as CSV, in both languages."""

import csv
import io
import json

import pytest

from checker.definitions.load import load_pack

from ..definitions.small_pack import SMALL, write_small

DEMO = str(SMALL / "demo")


def trimmed(page: str) -> list[str]:
    return [line.rstrip() for line in page.splitlines()]


def test_the_page_counts_by_clause_and_gives_every_reason(called):
    done = called("indicators", "coverage", DEMO)
    assert done.code == 0
    lines = trimmed(done.out)
    assert lines[0] == "Plan of Example District"
    assert " ".join(lines[1].split()) == "Clause Requirements checked partly checked attested not covered"
    counts = {line.split()[0]: line.split()[1:] for line in lines[2:7]}
    assert counts["第十一条"] == ["1", "-", "1", "-", "-"]
    assert counts["第十六条"] == ["2", "1", "-", "1", "-"]
    assert lines[7].split() == ["Total", "6", "3", "1", "1", "1"]
    at = lines.index("Clause 第十六条")
    assert lines[at + 1 : at + 6] == [
        "  checked        Catalogue published  catalogue",
        "                 by plan",
        "                 The tasks have a date of completion.",
        "  attested       Catalogue archived  archive",
        "                 The archive confirms it.",
    ]
    at = lines.index("Indicators that belong to no requirement")
    assert lines[at + 1 : at + 3] == ["  agreement", "                 It checks the report's figures."]


def test_the_page_speaks_chinese(called):
    page = called("indicators", "coverage", DEMO, language="zh").out
    lines = trimmed(page)
    assert " ".join(lines[1].split()) == "条款 要求 逐行核算 部分核算 凭材料确认 未覆盖"
    assert "条款 第十六条" in lines
    assert "  凭材料确认     目录归档  archive" in lines
    assert "                 指标：plan" in lines
    assert lines[-1].strip() == "参考指标。"


def test_json_is_the_register_in_clause_order(called, tmp_path):
    text = (SMALL / "demo" / "register.yaml").read_text(encoding="utf-8")
    moved = text.replace("clause: 第十条", "clause: 第九十九条")
    (tmp_path / "demo").mkdir()
    for path in SMALL.rglob("*.yaml"):
        copy = tmp_path / path.relative_to(SMALL)
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(path.read_bytes())
    (tmp_path / "demo" / "register.yaml").write_text(moved, encoding="utf-8")
    done = called("indicators", "coverage", str(tmp_path / "demo"), "--format", "json")
    document = json.loads(done.out)
    assert [each["requirement"] for each in document] == [
        "caseload",
        "training",
        "catalogue",
        "archive",
        "culture",
        "appearance-rate",
    ]
    assert document[0] == {
        "requirement": "caseload",
        "clause": "第十一条",
        "coverage": "partly",
        "indicators": ["lectures", "reviews", "fall"],
        "why": {"zh": "只算件数，不算质量。", "en": "Numbers only and not quality."},
    }
    assert list(document[0]) == ["requirement", "clause", "coverage", "indicators", "why"]


def test_csv_is_one_line_a_requirement(called):
    done = called("indicators", "coverage", DEMO, "--format", "csv")
    assert done.bytes.startswith(b"\xef\xbb\xbf")
    header, *rows = csv.reader(io.StringIO(done.bytes.decode("utf-8-sig"), newline=""))
    assert header == ["requirement", "clause", "coverage", "indicators", "name_zh", "name_en", "why_zh", "why_en"]
    assert len(rows) == 6
    assert rows[1][:6] == ["caseload", "第十一条", "partly", "lectures reviews fall", "办案数量", "Caseload"]


def test_a_pack_without_a_register_says_so(called, tmp_path):
    folder = str(write_small(tmp_path))
    done = called("indicators", "coverage", folder, language="zh")
    assert (done.code, trimmed(done.out)[-1]) == (0, "这个指标包没有登记表")
    assert trimmed(called("indicators", "coverage", folder).out)[-1] == "This pack has no register"
    assert json.loads(called("indicators", "coverage", folder, "--format", "json").out) == []


@pytest.mark.parametrize("name", ["heping", "jizhou"])
def test_the_built_in_registers_are_shown_whole(called, name):
    document = json.loads(called("indicators", "coverage", name, "--format", "json").out)
    register = load_pack(name).register
    assert {each["requirement"] for each in document} == {each.requirement for each in register}
    for language in ("zh", "en"):
        page = called("indicators", "coverage", name, language=language).out
        for each in register:
            assert each.requirement in page
