"""A pack may be written in one language, which then stands for both; the built-in packs have both everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from checker.definitions.load import definitions_root, load_pack
from checker.describe.sections import describe
from checker.tables.words import Labels, Words
from checker.text.bilingual import Text
from tests.definitions.small_pack import write_small

BUILT_IN = sorted(definitions_root().rglob("*.yaml"))


def texts_in(node: Any) -> list[dict[str, Any]]:
    """Every mapping that is a text."""
    if isinstance(node, dict):
        own = [node] if {"zh", "en"} & set(node) else []
        return own + [text for child in node.values() for text in texts_in(child)]
    return [text for child in node for text in texts_in(child)] if isinstance(node, list) else []


@pytest.mark.parametrize("path", BUILT_IN, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_built_in_packs_have_both_languages(path: Path) -> None:
    for text in texts_in(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)):
        assert {"zh", "en"} <= set(text), text


def test_one_language_stands_for_both() -> None:
    for raw in ("Waiting time", {"en": "Waiting time"}, {"zh": "Waiting time"}):
        assert Words.model_validate(raw).text == Text("Waiting time", "Waiting time")
    assert Words.model_validate({"zh": "等候", "en": "Waiting time"}).text == Text("等候", "Waiting time")
    assert Labels.model_validate({"en": "Waiting time", "aliases": ["Wait"]}).all[1:] == ("Waiting time", "Wait")


def test_a_pack_in_english_only(tmp_path: Path) -> None:
    changed = {
        "demo/appearance.yaml": {
            "{zh: 负责人出庭率, en: Appearance rate}": "Appearance rate",
            "{zh: 重大案件由负责人出庭。, en: Heads appear in major cases.}": "{en: Heads appear in major cases.}",
        },
        "tables/cases.yaml": {"{zh: 开庭日期, en: Hearing date": "{en: Hearing date"},
    }
    text = (Path(__file__).parent / "small" / "tables" / "cases.yaml").read_text(encoding="utf-8")
    changed["tables/cases.yaml"] = {each: own for each, own in changed["tables/cases.yaml"].items() if each in text}
    pack = load_pack(write_small(tmp_path, change=changed))
    indicator = pack.indicators["appearance"]
    assert indicator.name.text == Text("Appearance rate", "Appearance rate")
    assert any("Heads appear in major cases." in line for line in describe(pack, indicator, "zh"))
