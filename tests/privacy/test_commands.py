"""What the program itself prints and writes holds nobody, whatever it is asked for; nor do the names of its files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from docx import Document

from checker.cli.app import main
from checker.cli.copies import FOLDER
from checker.errors import Exit
from checker.reporters import report_json
from samples.library.cells import book_of
from samples.library.people import person
from samples.library.xlsx import by_openpyxl
from tests.privacy.conftest import Scene
from tests.privacy.outputs import cells_text
from tests.privacy.personal_values import personal_values
from tests.privacy.planted import DEPARTMENT, PACK, PERIOD, said_of
from tests.privacy.test_samples import QUARTERS
from tests.privacy.traces import parts_text, traces


@pytest.fixture
def called(capfdbinary, monkeypatch) -> Callable[..., SimpleNamespace]:
    """Calls the program in this process; gives its exit code and all that it prints."""

    def call(*arguments: str) -> SimpleNamespace:
        monkeypatch.setenv("COLUMNS", "100")
        capfdbinary.readouterr()
        code = main(list(arguments))
        written = capfdbinary.readouterr()
        return SimpleNamespace(code=code, text=(written.out + b"\n" + written.err).decode())

    return call


def written(folder: Path) -> Iterator[tuple[str, str]]:
    """Every file of a folder by its name, as text; the departments' own copies are left out."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and FOLDER not in path.relative_to(folder).parts:
            content = path.read_bytes()
            if path.suffix == ".docx":
                text = f"{parts_text(content)}\n{words_of(content)}"
            else:
                packed = path.suffix == ".xlsx"
                text = f"{parts_text(content)}\n{cells_text(content)}" if packed else content.decode()
            yield path.name, f"{path.name}\n{text}"


def words_of(content: bytes) -> str:
    """The paragraphs and cells of a letter, each whole however it is divided into runs."""
    document = Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in document.paragraphs), *cells])


def test_a_run_prints_and_writes_nobody(scene: Scene, called, tmp_path: Path) -> None:
    values, out = scene.planted.values, tmp_path / "out"
    earlier = tmp_path / "earlier.json"  # shows everybody, and is only compared with
    earlier.write_text(report_json.render(replace(scene.report, period="2022Q3"), reveal=True), encoding="utf-8")
    ran = called(
        *("run", PACK, PERIOD, str(scene.folder), "--out", str(out), "--previous", str(earlier)),
        *("--lang", "zh", "--workers", "1", "--letters"),
    )
    assert ran.code == Exit.FLAGS
    texts = {"screen": ran.text, **dict(written(out))}
    assert set(texts) >= {"screen", "report.json", "flags.csv", "report.html", "summary.xlsx", "通报.docx", "催报.docx"}
    assert sum(name.startswith(("退回-", "反馈单-")) for name in texts) >= 4
    found = {name: [(values[each], each) for each in traces(values, text)] for name, text in texts.items()}
    assert {name: people for name, people in found.items() if people} == {}
    copies = list((out / FOLDER).iterdir())
    assert len(copies) >= 4
    # The departments' own copies show what they submitted.
    assert any(traces(values, parts_text(copy.read_bytes())) for copy in copies)


@pytest.mark.parametrize(
    ("form", "which"),
    [("text", "file name"), ("json", "file name of nobody"), ("text", "broken file"), ("csv", "csv file name")],
)
def test_a_check_prints_nobody(scene: Scene, called, form: str, which: str) -> None:
    values = scene.planted.values
    name = scene.planted.people[which].name
    path = next(path for path in scene.folder.iterdir() if name in path.name)
    arguments = ("check", str(path), "--pack", PACK, "--period", PERIOD, "--format", form, "--no-annotate")
    checked = called(*arguments)
    assert [(values[each], each) for each in traces(values, checked.text)] == []
    shown = called(*arguments, "--reveal")
    assert shown.code == checked.code
    assert which == "broken file" or traces(values, shown.text)


def test_what_stops_a_check_gives_no_number_away(called, tmp_path: Path) -> None:
    """It is said to whoever typed the command, and quotes the cover sheet; numbers are masked all the same."""
    somebody, path = person(7), tmp_path / "a.xlsx"
    path.write_bytes(by_openpyxl(book_of({"填报说明": [["指标包", said_of(somebody)]]})))
    for form in ("text", "json"):
        stopped = called("check", str(path), "--period", PERIOD, "--format", form)
        assert stopped.code == Exit.COULD_NOT_RUN
        assert "990000" in stopped.text
        assert traces(somebody.values[1:], stopped.text) == []


def test_templates_hold_nobody(called, tmp_path: Path) -> None:
    folder = next(folder for folder in QUARTERS if folder.parent.name == PACK)
    values = set().union(*personal_values(folder).values())
    made = called("template", PACK, PERIOD, DEPARTMENT, "--out", str(tmp_path))
    assert made.code == Exit.CLEAN
    texts = {"screen": made.text, **dict(written(tmp_path))}
    assert len(texts) == 2
    assert {name: people for name, text in texts.items() if (people := traces(values, text))} == {}
