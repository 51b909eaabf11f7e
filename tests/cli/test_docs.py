"""checker indicators docs: the page on stdout, or in a file, whole or not at all."""

from pathlib import Path

import pytest

GOLDEN = Path(__file__).parents[1] / "golden"
ORCHARD = str(Path(__file__).parents[1] / "authoring" / "orchard")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_prints_the_page(called, language):
    done = called("indicators", "docs", ORCHARD, language=language)
    assert (done.code, done.err) == (0, "")
    assert done.out == (GOLDEN / f"docs.{language}.md").read_text(encoding="utf-8")


def test_writes_the_page_in_the_language_asked_for(called, tmp_path):
    path = tmp_path / "new folder" / "orchard.md"
    done = called("indicators", "docs", ORCHARD, "--out", str(path), "--lang", "zh")
    assert (done.code, done.out) == (0, "")
    assert done.err.startswith("已写入")
    assert path.read_text(encoding="utf-8") == (GOLDEN / "docs.zh.md").read_text(encoding="utf-8")


def test_what_cannot_be_written_is_said(called, tmp_path):
    (tmp_path / "page.md").mkdir()
    done = called("indicators", "docs", ORCHARD, "--out", str(tmp_path / "page.md"))
    assert done.code == 2
    assert "can't write to the folder" in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["page.md"]
