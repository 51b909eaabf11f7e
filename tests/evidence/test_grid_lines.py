"""The rows behind every measure of the grid beside the oracle: each row in its place, and the sums."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from random import Random

import pytest

from checker.evidence import JudgedIndicator, gather_evidence
from checker.model.evidence import Behind, Evidence
from checker.model.records import Role
from checker.scoring.status import judge
from checker.text.bilingual import Text
from tests.evidence.adding import miscounted, rows, untraced
from tests.grid.cells import CELLS
from tests.grid.draws import Rows, nil_or_not
from tests.grid.standing import indicator_of, scope_of
from tests.grid.units import END, Unit
from tests.measures.needed.world import TABLES, YEAR, indicator, scope_over

DRAWS, MANY = 12, 200
#: An index has no rows of its own: its lines are its parts.
OF_ROWS = [name for name, cell in CELLS.items() if cell.word != "index"]
_PLACES = {frozenset({"pass"}): Role.NUMERATOR, frozenset({"fail"}): Role.FAILURE}


def gathered(name: str, given: Rows, as_of: date, *, every_row: bool = False) -> tuple[Evidence, Behind]:
    cell = CELLS[name]
    asked = indicator_of(cell, {"at_least": cell.wanted[0]})
    scope = scope_of(cell, asked, given, as_of)
    result = judge(asked, asked.asked.measure(scope), cell.window, as_of)
    judged = [JudgedIndicator(asked, result, scope)]
    evidence = gather_evidence(judged, scope.submission, TABLES, every_row=every_row)
    return evidence, evidence.results[0]


@pytest.mark.parametrize("many", [False, pytest.param(True, marks=pytest.mark.drawn)], ids=["few", "many"])
@pytest.mark.parametrize("time", ["open", "closed"])
@pytest.mark.parametrize("name", OF_ROWS)
def test_rows_are_in_the_oracles_places_and_add_up(name: str, time: str, many: bool) -> None:
    cell, as_of = CELLS[name], CELLS[name].as_of(time)
    random, pace = Random(f"lines {name} {time}"), Fraction(1) if time == "closed" else Fraction(1, 2)
    for _ in range(MANY if many else DRAWS):
        given = nil_or_not(random, cell.draw(random))
        evidence, behind = gathered(name, given, as_of)
        found = cell.evidence(given, as_of, pace)
        assert [*miscounted(behind), *untraced(evidence)] == [], given
        assert misplaced(behind, found.units) == [], given
        if cell.kind in ("amount", "middle"):
            assert rows(behind.lines, Role.NUMERATOR) == sorted(found.now.sure), given
            assert rows(behind.lines, Role.UNKNOWN) == sorted(found.now.open), given
        assert rows(behind.lines, Role.PENDING) == sorted(found.pending), given


@pytest.mark.parametrize("name", sorted(CELLS.keys() - OF_ROWS))
def test_an_index_lists_its_parts(name: str) -> None:
    cell, random = CELLS[name], Random(f"parts {name}")
    for _ in range(DRAWS):
        evidence, behind = gathered(name, cell.draw(random), END)
        composed = behind.result.measured.composed
        assert evidence.sheets == () and [line.label for line in behind.lines] == [part.name for part in composed]
        assert [line.role is Role.EXCLUDED for line in behind.lines] == [part.place == "out" for part in composed]


@pytest.mark.parametrize("figure", ["ratio", "mean", "median", "percentile", "proportion"])
def test_a_figure_without_an_earlier_one_has_its_lines(figure: str) -> None:
    hours = {"table": "cases", "when": "on", "column": "hours"}
    given = {
        "ratio": {"numerator": {"total": hours}, "denominator": {"count": {"table": "cases", "when": "on"}}},
        "percentile": {**hours, "at": "80%"},
        "proportion": {"table": "cases", "when": "on", "numerator": {"good": True}},
    }.get(figure, hours)
    asked = indicator({"change": {"of": {figure: given}, "before": "rows"}}, {"at_most": 0})
    rows = {"no": "1", "on": END, "good": True, "hours": 10}, {"no": "2", "on": None, "good": True, "hours": 20}
    scope = scope_over(asked, {"cases": rows}, END)
    result = judge(asked, asked.asked.measure(scope), YEAR, END)
    evidence = gather_evidence([JudgedIndicator(asked, result, scope)], scope.submission, TABLES, every_row=True)
    assert [*miscounted(evidence.results[0]), *untraced(evidence)] == []
    assert {2, 3} == {line.row for line in evidence.results[0].lines}


def misplaced(behind: Behind, units: tuple[Unit, ...]) -> list[str]:
    """The rows that the oracle has elsewhere."""
    wrong = []
    for unit in units:
        if unit.row is None:
            continue
        role = _PLACES.get(unit.ends)
        if role is None and len(unit.ends) > 1 and unit.ends & {"pass", "fail"}:
            role = Role.UNKNOWN
        if role is not None and unit.row not in rows(behind.lines, role):
            wrong.append(f"row {unit.row} is not among {role}")
    return wrong


@pytest.mark.parametrize("name", OF_ROWS)
def test_with_every_row_nothing_is_left_out(name: str) -> None:
    random = Random(f"every {name}")
    for _ in range(DRAWS):
        given = CELLS[name].draw(random)
        evidence, behind = gathered(name, given, END, every_row=True)
        counted, _ = gathered(name, given, END)
        listed = {sheet.table: [record.row for record in sheet.records] for sheet in evidence.sheets}
        assert {name: len(numbers) for name, numbers in listed.items()} == {
            name: len(each) for name, each in given.items() if each
        }
        outside = [line for line in behind.lines if line.role is Role.NOT_COUNTED]
        assert len(outside) == behind.others == counted.results[0].others
        assert all(line.reason is not None for line in outside)


@pytest.mark.parametrize(
    ("row", "role", "reason"),
    [
        ({"good": True}, Role.NUMERATOR, None),
        ({"good": False}, Role.FAILURE, Text("不满足：“是否出庭”为“是”", "it isn't true that “Appeared” is “yes”")),
        ({"good": None}, Role.UNKNOWN, Text("“是否出庭”空白", "“Appeared” is blank")),
        ({"good": "<invalid>"}, Role.UNKNOWN, Text("“是否出庭”无法识别", "“Appeared” can't be read")),
        ({"good": True, "out": True}, Role.EXCLUDED, Text("“是否撤诉”为“是”", "“Withdrawn” is “yes”")),
        ({"on": date(2021, 5, 1)}, Role.NOT_COUNTED, Text("日期不在评判期内", "dated outside the period")),
        (
            {"inside": False},
            Role.NOT_COUNTED,
            Text("不满足：“是否应诉”为“是”", "it isn't true that “In court” is “yes”"),
        ),
    ],
)
def test_a_row_says_why_it_is_where_it_is(row: dict[str, object], role: Role, reason: Text | None) -> None:
    whole = {"no": "1", "on": date(2022, 3, 1), "inside": True, "out": False, "good": True, **row}
    _, behind = gathered("proportion", {"cases": [whole]}, END, every_row=True)
    (line,) = behind.lines
    assert (line.role, line.reason, line.row) == (role, reason, 2)
