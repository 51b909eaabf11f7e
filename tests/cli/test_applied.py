"""What follows without an amount: whether it applies, by every history, and where outputs say so."""

from __future__ import annotations

import io
import json
from itertools import product
from pathlib import Path

import jsonschema
import openpyxl
import pytest

from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.definitions.task import task_of
from checker.describe.consequences import tell_consequences
from checker.engine.report import build_report
from checker.model import Previous, Report
from checker.reporters import summary
from checker.reporters.report_json import render
from checker.reporters.report_schema import report_schema
from checker.tables.yaml.problems import PackError
from tests.cli.test_repeated import BY_GRADE, BY_TARGET, IN_A_ROW, STARTS, TIMES, earlier, found, row
from tests.definitions.small_pack import write_small
from tests.engine.books import book, cells, checked

HEAD = "consequences:\n  - name: {zh: 特别措施, en: Special measures}\n    clause: '36'\n"
RULES = (IN_A_ROW, TIMES, BY_GRADE, BY_TARGET)


def named(folder: Path, more: str) -> Path:
    folder.mkdir(exist_ok=True)
    return write_small(folder, change={"demo/pack.yaml": {STARTS: f"{HEAD}{more}{STARTS}"}})


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Pack]:
    folder = tmp_path_factory.mktemp("named")
    return {when: load_pack(named(folder / str(n), f"    when: {when}\n")) for n, when in enumerate(RULES)}


@pytest.mark.parametrize("when", RULES)
@pytest.mark.parametrize("before", list(product((True, False, None), repeat=2)))
def test_it_applies_in_exactly_the_histories_that_have_enough(
    packs: dict[str, Pack], when: str, before: tuple[bool | None, bool | None]
) -> None:
    past = [*earlier("2022Q2", before[1]), *earlier("2022Q3", before[0])]
    needed = 2 if "times" in when else 3
    ways = product(*((True, False) if each is None else (each,) for each in before))
    outcomes = {"yes" if 1 + sum(way) >= needed else "no" for way in ways}
    made = found(packs[when], past)
    assert made.applies == (outcomes.pop() if len(outcomes) == 1 else "unknown")
    assert (made.amount, made.low, made.high, made.unit.en) == (None, None, None, "")
    assert made.provisional is (made.applies == "unknown")


def test_a_good_period_now_ends_the_row(packs: dict[str, Pack]) -> None:
    made = found(packs[BY_TARGET], [*earlier("2022Q2", False), *earlier("2022Q3", True)], appeared="是")
    assert made.applies == "no"


def test_the_sentences_name_the_periods(packs: dict[str, Pack]) -> None:
    made = found(packs[TIMES], earlier("2022Q3", True))
    assert made.text.en == "Special measures (36): yes (it takes 2 of 3 periods; so far: this period, 2022Q3)"
    made = found(packs[TIMES], [*earlier("2022Q2", False), *earlier("2022Q3", False)])
    assert made.text.zh == "特别措施（36）：不适用（要求3 期内 2 次，已有：本期）"
    made = found(packs[TIMES], earlier("2022Q3", False))
    assert "not known yet" in made.text.en and "1 April 2022" in made.text.en
    (told,) = tell_consequences(packs[TIMES])
    assert told.en == "Special measures (36): only if the score is below 80 in 2 of 3 periods."


def report(pack: Pack, past: list[Previous]) -> Report:
    done = checked(pack, "2022Q4", book(pack, "区司法局", {"cases": [cells(pack, "cases", **row("否"))]}))
    return build_report([done], task_of(pack, "2022Q4", None), whole=True, past=lambda pack, period: past)


@pytest.mark.parametrize("bad, applies, shown", [(True, "yes", "yes"), (False, "no", "no"), (None, "unknown", None)])
def test_the_outputs_say_whether_it_applies(
    packs: dict[str, Pack], bad: bool | None, applies: str, shown: str | None
) -> None:
    made = report(packs[TIMES], [*earlier("2022Q3", bad), *earlier("2022Q2", None if bad is None else False)])
    data = json.loads(render(made))
    jsonschema.validate(data, report_schema())
    (department,) = [each for each in data["departments"] if each["code"] == "justice"]
    (consequence,) = department["consequences"]
    assert (consequence["applies"], consequence["amount"]) == (applies, None)
    book_ = openpyxl.load_workbook(io.BytesIO(summary.render(made, "en")))
    rows = [list(each) for sheet in book_ for each in sheet.iter_rows(values_only=True)]
    heading = next(each for each in rows if "Special measures" in each)
    at = heading.index("Special measures")
    assert shown in [each[at] for each in rows[rows.index(heading) + 1 :] if len(each) > at and "Bureau" in str(each)]


@pytest.mark.parametrize("more", ["    unit: {zh: 元, en: yuan}\n", "    at_most: 5\n", "    missed: {takes: 1}\n"])
def test_half_an_amount_is_refused(tmp_path: Path, more: str) -> None:
    with pytest.raises(PackError):
        load_pack(named(tmp_path / "bad", f"{more}    when: {TIMES}\n"))
