"""What the READMEs say is what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from checker.definitions.indicators import Indicator
from checker.definitions.load import load_pack
from checker.model import Language
from tests.project.readme import CONTRIBUTING, PAGES, READMES, ROOT, fill


@pytest.mark.parametrize(("path", "language"), PAGES, ids=lambda value: getattr(value, "name", value))
def test_the_generated_parts_are_current(path: Path, language: Language) -> None:
    assert path.read_text(encoding="utf-8") == fill(path, language), "run: python -m tests.project.readme"


def test_the_folders_and_files_that_are_named_exist() -> None:
    named = re.findall(r"`((?:checker|tests)/[\w/.]+)`", CONTRIBUTING.read_text(encoding="utf-8"))
    assert len(named) >= 5
    assert [each for each in named if not (ROOT / each).exists()] == []


@pytest.mark.parametrize("language", READMES)
def test_the_example_is_an_indicator(language: Language) -> None:
    text = READMES[language].read_text(encoding="utf-8")
    (written,) = re.findall(r"```yaml\n(.*?)```", text, flags=re.S)
    read = YAML(typ="safe").load(written)
    assert Indicator.model_validate(read, context={"tables": load_pack("heping").tables}).id == "proposal-satisfaction"


def test_both_have_the_same_parts() -> None:
    counts = {language: path.read_text(encoding="utf-8").count("\n## ") for language, path in READMES.items()}
    assert len(set(counts.values())) == 1
