"""Samples in the ledger: what was drawn and found is recorded, bound to a run, and checked by `ledger verify`."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from scipy.stats import beta, hypergeom

from checker.ledger.samples import check_samples
from checker.ledger.store import Ledger, open_ledger
from checker.ledger.verify import verify_ledger
from tests.sampling.office import fill_in

NUMBER = "lottery 26140: 03 08 12"
ONE = ("--department", "justice")


@pytest.fixture
def office(called, district, tmp_path, monkeypatch):
    """A folder with a recorded run; gives the commands that draw and evaluate with its ledger."""
    monkeypatch.chdir(tmp_path)
    pack, inputs = district
    run = ("run", pack, "2022Q4", inputs, "--ledger", "ledger.sqlite", "--no-annotate", "--fail-on", "never")
    assert called(*run).code == 0

    def call(*words: str, ledger: tuple[str, ...] = ("--ledger", "ledger.sqlite"), name: str = "s.xlsx"):
        if words[0] == "evaluate":
            return called("sample", "evaluate", name, *words[1:], *ledger)
        terms = ("--indicator", "appearance", "--tolerable", "5%", "--seed", NUMBER, "--out", name)
        return called("sample", "draw", pack, "2022Q4", inputs, *terms, *words[1:], *ledger)

    return call


def samples(ledger: Ledger) -> list[Any]:
    return list(ledger.entries("sample"))


def test_a_draw_is_recorded_with_the_run_that_fixed_what_it_was_drawn_from(office) -> None:
    done = office("draw", *ONE)
    assert done.code == 0, done.err
    ledger = open_ledger("ledger.sqlite")
    (run,), (entry,) = list(ledger.entries("run")), samples(ledger)
    said = entry.payload
    assert (said["action"], said["run"], said["seed"]) == ("drawn", run.id, f"{run.id} {NUMBER}")
    assert (said["population"], said["size"]) == (60, 38)
    rows = list(ledger.items(entry.seq, "row"))
    # A second way to the same rows: the 38 of 60 identities whose hash with the seed comes first.
    names = [f"demo/2022Q4/justice/cases/justice-{number}" for number in range(60)]
    by_lot = sorted(names, key=lambda name: hashlib.sha256(f"{said['seed']}\n{name}".encode()).hexdigest())
    assert [row["identity"] for row in rows] == by_lot[:38]
    assert said["population_sha256"] == hashlib.sha256("\n".join(sorted(names)).encode()).hexdigest()
    assert f"recorded in the ledger as entry {entry.seq}" in done.err
    assert ledger.head().text.splitlines()[2] in done.err
    assert verify_ledger(ledger).damage is None


def test_an_evaluation_is_recorded_with_its_figures(office) -> None:
    office("draw", *ONE)
    fill_in(Path("s.xlsx"), lambda number: {1: ("是", "否"), 2: ("否", None)}.get(number, ("是", "是")))
    done = office("evaluate")
    assert done.code == 1, done.err
    ledger = open_ledger("ledger.sqlite")
    drawn, entry = samples(ledger)
    said = entry.payload
    assert (said["drawn"], said["check"]) == (drawn.id, drawn.payload["check"])
    assert (said["size"], said["deviations"], said["missing_documents"]) == (38, 2, 1)
    # By scipy: the most of 60 rows of which 38 show only 2 with a probability above 5%, and Clopper-Pearson.
    most = max(rows for rows in range(2, 61) if hypergeom.cdf(2, 60, rows, 38) > 0.05)
    assert said["upper_rows"] == most
    assert float(said["process_upper_rate"].removesuffix("%")) == pytest.approx(100 * beta.ppf(0.95, 3, 36), abs=1e-4)
    assert said["conclusion"] == "check_all"
    rows = list(ledger.items(entry.seq, "row"))
    assert [(row["seen"], row["agrees"]) for row in rows].count((False, False)) == 1
    assert "张三丰" not in json.dumps([drawn.text, entry.text, rows], ensure_ascii=False)
    assert verify_ledger(ledger).damage is None


def test_the_same_again_is_not_recorded_twice(office) -> None:
    office("draw", *ONE)
    again = office("draw", *ONE)
    assert "was not recorded twice" in again.err
    fill_in(Path("s.xlsx"))
    office("evaluate")
    assert "was not recorded twice" in office("evaluate").err
    assert [each.payload["action"] for each in samples(open_ledger("ledger.sqlite"))] == ["drawn", "evaluated"]


def test_every_draw_with_another_seed_is_seen(office) -> None:
    """Whoever draws until the sample suits leaves a record of every draw."""
    for number in range(3):
        assert office("draw", *ONE, "--seed", f"try {number}", name=f"{number}.xlsx").code == 0
    assert [each.payload["seed"][-5:] for each in samples(open_ledger("ledger.sqlite"))] == ["try 0", "try 1", "try 2"]


def test_a_larger_sample_has_the_same_seed(office) -> None:
    office("draw", *ONE)
    seed = samples(open_ledger("ledger.sqlite"))[0].payload["seed"]
    fill_in(Path("s.xlsx"))
    more = office("draw", *ONE, "--seed", seed, "--rows", "50", "--answers", "s.xlsx", name="more.xlsx")
    assert more.code == 0, more.err
    small, large = samples(open_ledger("ledger.sqlite"))
    assert small.payload["seed"] == large.payload["seed"]
    assert load_workbook("more.xlsx").worksheets[1].cell(2, 7).value == "是"


def test_what_is_not_recorded_is_refused_before_anything_is_written(office, district, called) -> None:
    other = office("draw", "--as-of", "2022-11-30", name="other.xlsx")
    assert (other.code, "the ledger has no run of these workbooks" in other.err) == (2, True)
    assert not Path("other.xlsx").exists()
    assert office("draw", *ONE, ledger=("--no-ledger",)).code == 0
    fill_in(Path("s.xlsx"))
    refused = office("evaluate")
    assert (refused.code, "has no record that this sample was drawn" in refused.err) == (2, True)
    assert office("evaluate", ledger=("--no-ledger",)).code == 0
    assert samples(open_ledger("ledger.sqlite")) == []


def test_the_ledger_of_the_office_is_used_unless_it_is_turned_off(office) -> None:
    Path("checker.toml").write_text('ledger = "ledger.sqlite"\n')
    assert office("draw", *ONE, ledger=()).code == 0
    assert len(samples(open_ledger("ledger.sqlite"))) == 1
    assert office("draw", *ONE, "--seed", "another", ledger=("--no-ledger",), name="n.xlsx").code == 0
    assert len(samples(open_ledger("ledger.sqlite"))) == 1


def test_a_draw_whose_file_cannot_be_written_is_not_recorded(office) -> None:
    Path("s.xlsx").mkdir()
    assert office("draw", *ONE).code == 2
    assert samples(open_ledger("ledger.sqlite")) == []


def drawn_and_evaluated(office) -> tuple[Ledger, list[Any], dict[int, list[dict[str, Any]]]]:
    office("draw", *ONE)
    fill_in(Path("s.xlsx"), lambda number: ("是", "否") if number == 1 else ("是", "是"))
    office("evaluate")
    ledger = open_ledger("ledger.sqlite")
    entries = list(ledger.entries())
    return ledger, entries, {each.seq: list(ledger.items(each.seq)) for each in entries}


def swap_row(payload: dict[str, Any], rows: list[dict[str, Any]]) -> None:
    rows[0] = {**rows[0], "identity": "demo/2022Q4/justice/cases/justice-absent-1"}


def add_row(payload: dict[str, Any], rows: list[dict[str, Any]]) -> None:
    rows.append(dict(rows[0]))


FORGED = {
    "another row": ("drawn", swap_row, "the seed doesn't draw all of its rows"),
    "one more row": ("drawn", add_row, "it doesn't have as many rows as it says"),
    "another seed": ("drawn", lambda said, _: said.update(seed="chosen"), "doesn't begin with the id of that run"),
    "another run": ("drawn", lambda said, _: said.update(run="9-abc"), "the run that it was drawn from"),
    "another workbook": ("drawn", lambda said, _: said["departments"][0].update(sha256="0" * 64), "didn't check"),
    "another rate": ("drawn", lambda said, _: said.update(tolerable="10%"), "its check value"),
    "no terms": ("drawn", lambda said, _: said.pop("indicator"), "it is not written as such a record"),
    "no draw": ("evaluated", lambda said, _: said.update(drawn="9-abc"), "the draw of this sample"),
    "rows that were not drawn": ("evaluated", swap_row, "its rows are not those that were drawn"),
    "a kinder count": ("evaluated", lambda said, _: said.update(deviations=0), "don't follow"),
    "a kinder conclusion": ("evaluated", lambda said, _: said.update(conclusion="not_reached"), "don't follow"),
    "a kinder bound": ("evaluated", lambda said, _: said.update(upper_rows=1), "don't follow"),
    "a kinder row": ("evaluated", lambda _, rows: [row.update(agrees=True) for row in rows], "don't follow"),
}


@pytest.mark.parametrize("name", FORGED)
def test_a_record_that_cannot_be_true_is_found_even_in_a_chain_written_anew(office, name: str) -> None:
    action, forge, expected = FORGED[name]
    ledger, entries, items = drawn_and_evaluated(office)
    assert list(check_samples(entries, items.__getitem__)) == []
    real = next(each for each in entries if each.kind == "sample" and each.payload["action"] == action)
    payload = json.loads(json.dumps(real.payload))
    rows = [{field: value for field, value in row.items() if field != "n"} for row in items[real.seq]]
    forge(payload, rows)
    forged = ledger.append("sample", payload, rows, at=datetime.now(UTC))
    damage = verify_ledger(ledger).damage
    assert damage is not None
    assert (damage.what, damage.entry) == ("sample", forged.seq)
    assert expected in damage.text.en
