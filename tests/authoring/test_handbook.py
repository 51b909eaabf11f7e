"""A pack as one page: exactly as agreed for a small pack, whole and well-formed for every built-in one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from checker.authoring.handbook import handbook
from checker.authoring.handbook.markdown import bullets, table, text
from checker.definitions.load import available_packs, load_pack

ORCHARD = Path(__file__).parent / "orchard"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_of_a_small_pack(language, assert_as_agreed) -> None:
    assert_as_agreed(f"docs.{language}.md", handbook(load_pack(ORCHARD), language))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", available_packs())
def test_every_built_in_pack_has_a_page_of_even_tables(name: str, language) -> None:
    pack = load_pack(name)
    page = handbook(pack, language)
    for indicator in pack.indicators.values():
        assert f"\n`{indicator.id}`\n" in page
        assert page.count(f"{text(indicator.clause, language)} {text(indicator.name.text, language)}\n") == 1
    for entry in pack.register:
        assert text(entry.why.text, language) in page
    for block in re.findall(r"(?:^\|.*\n)+", page, flags=re.M):
        widths = {len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}
        assert len(widths) == 1, block
    assert not re.search(r"Fraction\(|Words\(|Text\(|datetime|Status\.", page)
    assert "\n\n\n" not in page


def test_a_pack_without_a_register_says_nothing_of_one(tmp_path: Path) -> None:
    for path in ORCHARD.rglob("*.yaml"):
        if path.name != "register.yaml":
            copy = tmp_path / "orchard" / path.relative_to(ORCHARD)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    page = handbook(load_pack(tmp_path / "orchard"), "en")
    assert page.endswith("row 1 fails; row 2 is undecided.\n")


@pytest.mark.parametrize(
    ("plain", "written"),
    [
        ("a|b", r"a\|b"),
        ("*bold* _it_ `code` [x](y) <b> # \\", r"\*bold\* \_it\_ \`code\` \[x\](y) \<b\> \# \\"),
        ("one\ntwo", "one␊two"),
        ("中文，句号。", "中文，句号。"),
    ],
)
def test_text_stays_text(plain: str, written: str) -> None:
    assert text(plain, "en") == written


def test_lists_and_tables() -> None:
    assert bullets(["a", "b"]) == "- a\n- b"
    assert table(["x", "y"], [("1", "2")]) == "| x | y |\n| --- | --- |\n| 1 | 2 |"
