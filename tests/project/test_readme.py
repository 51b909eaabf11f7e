"""What the READMEs say is what the program does."""

from __future__ import annotations

import re

import pytest
from ruamel.yaml import YAML

from checker.definitions.indicators import Indicator
from checker.definitions.load import load_pack
from checker.model import Language
from tests.project.readme import PAGES, filled


@pytest.mark.parametrize("language", PAGES)
def test_the_generated_parts_are_current(language: Language) -> None:
    text = PAGES[language].read_text(encoding="utf-8")
    assert text == filled(text, language), "run: python -m tests.project.readme"


@pytest.mark.parametrize("language", PAGES)
def test_the_example_is_an_indicator(language: Language) -> None:
    text = PAGES[language].read_text(encoding="utf-8")
    (written,) = re.findall(r"```yaml\n(.*?)```", text, flags=re.S)
    read = YAML(typ="safe").load(written)
    assert Indicator.model_validate(read, context={"tables": load_pack("heping").tables}).id == "proposal-satisfaction"


def test_both_have_the_same_parts() -> None:
    counts = {language: path.read_text(encoding="utf-8").count("\n## ") for language, path in PAGES.items()}
    assert len(set(counts.values())) == 1
