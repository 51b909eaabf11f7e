"""A judged workbook that was written and read back is the same, and reading makes nothing but judged workbooks."""

from __future__ import annotations

import io
import pickle
import zlib
from collections.abc import Callable
from dataclasses import fields, replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from checker.checks.prints import RowPrints
from checker.definitions.load import load_pack
from checker.definitions.task import Task, task_of
from checker.engine import workbooks
from checker.engine.checked import CheckedWorkbook
from checker.engine.prints import digest_of
from checker.engine.report import build_report
from checker.engine.stored import NotStoredError, dump, load, stored_classes
from checker.engine.workbooks import check_all
from checker.intake.inbox import Incoming, open_inbox
from checker.model.flags import Sensitive
from checker.model.packed import PackedEvidence
from checker.model.packed import PackedMonths as Months
from checker.reporters import report_json
from checker.reporters import rows as rows_csv

ROOT = Path(__file__).parents[2]
SAMPLES = sorted(path for path in (ROOT / "inputs").glob("*/*") if path.is_dir())


def judged(folder: Path) -> tuple[list[CheckedWorkbook], Task]:
    task = task_of(load_pack(folder.parent.name), folder.name, None)
    everything = replace(task, trend=True, rows="all", records=True, prints=True, passed=True)
    with open_inbox(folder) as inbox:
        return list(check_all(inbox.workbooks, everything, 1)), everything


def list_prints(printed: RowPrints) -> list[object]:
    values = (getattr(printed, each.name) for each in fields(printed))
    return [(str(each.dtype), each.tolist()) if hasattr(each, "tolist") else each for each in values]


@pytest.fixture(scope="module")
def one() -> CheckedWorkbook:
    task = replace(task_of(load_pack("heping"), "2022Q4", None), rows="counted", prints=True)
    (checked,) = check_all([Incoming(ROOT / "inputs" / "heping" / "2022Q4" / "区审计局.xls", "区审计局.xls")], task, 1)
    return checked


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda path: path.parent.name)
def test_every_sample_comes_back_as_it_was(folder: Path) -> None:
    originals, task = judged(folder)
    loaded = [load(dump(each)) for each in originals]
    for before, after in zip(originals, loaded, strict=True):
        assert replace(after, prints={}) == replace(before, prints={})
        # The same again, with what `==` doesn't compare, such as the marks of personal data.
        assert digest_of(replace(after, prints={})) == digest_of(replace(before, prints={}))
        assert {name: list_prints(each) for name, each in after.prints.items()} == {
            name: list_prints(each) for name, each in before.prints.items()
        }
    packed = [load(dump(each.packed())) for each in originals]
    for before, after in zip(originals, packed, strict=True):
        assert replace(after, prints={}) == replace(before, prints={})
        assert before.department.evidence is None or type(after.department.evidence) is PackedEvidence
    first, second, third = (build_report(several, task, whole=True) for several in (originals, loaded, packed))
    assert first == second == third
    assert report_json.render(first) == report_json.render(second) == report_json.render(third)
    assert rows_csv.render(first, "zh") == rows_csv.render(third, "zh")


def test_personal_data_stays_marked(one: CheckedWorkbook) -> None:
    name = Sensitive("张三", ())
    marked = replace(one, department=replace(one.department, file=name))
    assert type(load(dump(marked)).department.file) is Sensitive


def test_only_classes_of_the_program_are_stored() -> None:
    assert {each.__module__.partition(".")[0] for each in stored_classes()} == {"checker"}


def test_what_does_not_belong_is_not_written(one: CheckedWorkbook) -> None:
    with pytest.raises(TypeError, match="can't hold pathlib"):
        dump(replace(one, monthly={"a": (Path("x"),)}))  # type: ignore[dict-item]


class Asking:
    """Asks its reader to call something."""

    def __init__(self, what: Callable[..., object], *values: object) -> None:
        self.asked = (what, values)

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return self.asked


class Changing:
    """Asks its reader to make a value, and to set attributes of it."""

    def __init__(self, what: Callable[..., object], state: object) -> None:
        self.asked = (what, ("x",), state)

    def __reduce__(self) -> tuple[object, ...]:
        return self.asked


def refused(content: object) -> str:
    with pytest.raises(NotStoredError) as caught:
        load(zlib.compress(pickle.dumps(content, protocol=5)))
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_nothing_else_is_made(tmp_path: Path) -> None:
    marker = tmp_path / "marker"
    assert "io.open" in refused(Asking(io.open, str(marker), "w"))
    assert "builtins.eval" in refused(Asking(eval, "1"))
    assert "builtins.getattr" in refused([Asking(getattr, "x", "upper")])
    assert "pathlib" in refused(Asking(Path, "x"))
    assert "checker.definitions.load.load_pack" in refused(Asking(load_pack, "heping"))
    assert not marker.exists()


def test_numbers_are_not_computed_from_texts() -> None:
    assert "number" in refused(Asking(Fraction, "1e999999999", 1))


def test_a_class_of_the_program_is_not_changed() -> None:
    from checker.text.bilingual import Text

    class_as_value = pickle.dumps(Text, protocol=5)[:-1]  # without its last byte, which ends it
    change = class_as_value + pickle.dumps((None, {"of": 1}), protocol=5)[2:-1] + b"b."
    with pytest.raises(NotStoredError, match="change the program"):
        load(zlib.compress(change))
    assert callable(Text.of)


def test_what_is_packed_is_looked_at(one: CheckedWorkbook) -> None:
    evidence = one.packed().department.evidence
    assert isinstance(evidence, PackedEvidence) and evidence.length > 0
    for content, length in ((b"", evidence.length), (evidence.content, 0), (evidence.content[:-1], evidence.length)):
        damaged = replace(one, department=replace(one.department, evidence=PackedEvidence(content, length)))
        with pytest.raises(NotStoredError):
            load(dump(damaged))
    months = Months({"a": b"", "b": b""})
    with pytest.raises(NotStoredError):
        load(dump(replace(one, monthly=months)))


@pytest.mark.parametrize("workers", [1, 2])
def test_of_many_workbooks_little_is_kept(workers: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "_UNPACKED", 1)
    monkeypatch.setattr(workbooks, "WORTH_A_POOL", 0)
    folder = ROOT / "inputs" / "heping" / "2022Q4"
    files = [Incoming(path, path.name) for path in sorted(folder.iterdir())[:3]]
    task = replace(task_of(load_pack("heping"), "2022Q4", None), rows="counted", trend=True)
    packed = {each.department.file: each for each in check_all(files, task, workers)}
    for each in check_all(files[:1], task, 1):
        kept = packed[each.department.file]
        assert kept == each
        assert len(pickle.dumps(kept)) < len(pickle.dumps(each)) / 2
        assert type(kept.monthly) is Months


def test_something_else_is_refused(one: CheckedWorkbook) -> None:
    assert "something else" in refused("a text")
    assert "something else" in refused((1, 2))
    with pytest.raises(NotStoredError, match="cut off"):
        load(dump(one)[:-5])
    with pytest.raises(NotStoredError, match="cut off"):
        load(dump(one) + b"x")
    with pytest.raises(NotStoredError):
        load(b"")


@settings(max_examples=50)
@given(some.data())
def test_damage_is_refused_or_harmless(one: CheckedWorkbook, data: some.DataObject) -> None:
    plain = bytearray(zlib.decompress(dump(one)))
    for _ in range(data.draw(some.integers(1, 4))):
        plain[data.draw(some.integers(0, len(plain) - 1))] = data.draw(some.integers(0, 255))
    try:
        found = load(zlib.compress(bytes(plain)))
    except NotStoredError:
        return
    assert type(found) is CheckedWorkbook
