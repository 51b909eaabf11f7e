"""A deliverable for each department of the roster and each kind, against brute force and by real names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.definitions.task import task_of
from checker.describe.sections import describe
from checker.engine.indicator import judge_indicator
from checker.measures.milestone import Milestone
from checker.measures.toolkit.bounds import share_bounds
from checker.measures.toolkit.scope import Roster, Scope
from checker.model import Counts
from checker.periods import Window
from checker.text.bilingual import Text
from checker.text.normalize import key_form
from tests.definitions.small_pack import write_small
from tests.typed_rows import BAD, submitted, table

YEAR = Window(date(2022, 1, 1), date(2022, 12, 31))
JUNE, MAY, JULY = date(2022, 6, 30), date(2022, 5, 1), date(2022, 7, 1)
KINDS = ("licence", "penalty")
#: Two departments are assessed, one by two names; a third is on the roster and isn't.
CODES = {"east": "east", "east office": "east", "west": "west", "north": "north"}
ROSTER = Roster(
    (("east", Text("东", "East")), ("west", Text("西", "West"))), {key_form(name): CODES[name] for name in CODES}
)
TABLE = table(
    "lists",
    {
        "unit": {"type": "text"},
        "kind": {"type": "choice", "choices": {kind: {"zh": kind, "en": kind} for kind in KINDS}},
        "done": {"type": "date"},
    },
)
Row = dict[str, Any]


def asked(**more: Any) -> Milestone:
    raw = {"table": "lists", "done": "done", "due": "06-30", "each": {"unit": "roster", "kind": list(KINDS)}, **more}
    return Milestone.model_validate(raw, context={"tables": {"lists": TABLE}})


def counts(definition: Milestone, rows: list[Row], as_of: date) -> Counts:
    submission = submitted({"lists": TABLE}, {"lists": rows})
    scope = Scope(submission, {"lists": TABLE}, ("d", Text("d", "d")), YEAR, as_of, ROSTER)
    return definition.measure(scope).counts


def completions(rows: list[Row]) -> Iterator[list[Row]]:
    """Every way in which unreadable cells may turn out; a name of nobody may be anybody's."""
    choices = []
    for row in rows:
        units = [CODES[row["unit"]]] if row["unit"] in CODES else ["east", "west", "north"]
        days = [MAY, JULY] if row["done"] == BAD else [row["done"]]
        choices.append([{"unit": unit, "kind": row["kind"], "done": day} for unit, day in product(units, days)])
    return (list(each) for each in product(*choices))


def share(rows: list[Row], as_of: date, every: bool) -> Fraction | None:
    passed = failed = 0
    for unit, kind in product(("east", "west"), KINDS):
        days = [row["done"] for row in rows if (row["unit"], row["kind"]) == (unit, kind)]
        done = [day is not None and day <= as_of for day in days]
        timely = [good and day <= JUNE for good, day in zip(done, days, strict=True)]
        if timely and (all(timely) if every else any(timely)):
            passed += 1
        elif as_of > JUNE or (every and any(good and not fine for good, fine in zip(done, timely, strict=True))):
            failed += 1
    return Fraction(passed, passed + failed) if passed + failed else None


rows_of_units = st.lists(
    st.fixed_dictionaries(
        {
            "unit": st.sampled_from(["east", "east office", "west", "west", "north", "同上", None]),
            "kind": st.sampled_from(KINDS),
            "done": st.sampled_from([MAY, MAY, JULY, None, BAD]),
        }
    ),
    min_size=1,
    max_size=4,
)


@given(rows_of_units, st.sampled_from([date(2022, 6, 1), YEAR.end]), st.booleans())
def test_against_every_way_it_may_turn_out(rows: list[Row], as_of: date, every: bool) -> None:
    bounds = share_bounds(counts(asked(rows="all" if every else "any"), rows, as_of))
    found = {share(whole, as_of, every) for whole in completions(rows)}
    values = [each for each in found if each is not None]
    if values:
        assert bounds.lower is not None and bounds.lower <= min(values)
        assert bounds.upper is not None and bounds.upper >= max(values)
    if all(row["unit"] in CODES for row in rows) and values:
        assert (bounds.lower, bounds.upper) == (min(values), max(values))


def test_a_row_of_another_department_is_nobody_s_and_one_of_a_stranger_anybody_s() -> None:
    mine = [{"unit": "east", "kind": kind, "done": MAY} for kind in KINDS]
    theirs = [{"unit": "west", "kind": "licence", "done": MAY}]
    assert counts(asked(), [*mine, *theirs, {"unit": "north", "kind": "penalty", "done": MAY}], YEAR.end) == Counts(
        3, 1
    )
    strange = counts(asked(), [*mine, *theirs, {"unit": "wets", "kind": "penalty", "done": MAY}], YEAR.end)
    assert (strange.passed, strange.failed, strange.pass_or_fail) == (3, 0, 1)


SHARED = """\
id: plan
name: {zh: 目录公布, en: Catalogue published}
clause: 第十六条
basis: {zh: 2022年底前公布目录。, en: Publish the catalogue by the end of 2022.}
owner: [区司法局]
applies_to: {departments: [区司法局]}
measure:
  milestone:
    table: tasks
    done: done_on
    due: 2022-12-31
    each: {unit: roster, task: [目录, 清单]}
    whom: {groups: [offices]}
    rows: any
target: {at_least: 100%}
period: once
weight: 5
"""


def the_pack(folder: Path, text: str = SHARED) -> Pack:
    unit = "columns:\n  unit: {header: {zh: 单位, en: Department}, type: text}\n"
    change = {"tables/tasks.yaml": {"columns:\n": unit, "key: [task]": "key: [unit, task]"}}
    return load_pack(write_small(folder, change=change, write={"demo/plan.yaml": text}))


def test_departments_by_any_of_their_names(tmp_path: Path) -> None:
    pack = the_pack(tmp_path)
    indicator, entry = pack.indicators["plan"], pack.roster.departments[0]
    rows = [
        {"unit": "司法局", "task": "目录", "done_on": MAY},
        {"unit": "Justice Bureau", "task": "清单", "done_on": MAY},
        {"unit": "区财政局", "task": "目录", "done_on": date(2023, 1, 1)},
        {"unit": "东街道", "task": "清单", "done_on": MAY},
    ]
    submission = submitted(pack.tables, {"tasks": rows})
    task = task_of(pack, "2023Q1", None)
    result = judge_indicator(indicator, submission, entry, task, {})
    assert (result.numerator, result.denominator) == (2, 4)
    assert result.needed is not None
    assert "“Finance Bureau” / “清单”" in result.needed.text.en
    assert "“区财政局”、“清单”" in result.needed.text.zh
    (note,) = (note for note in result.measured.notes if note.code.id == "M507")
    assert "“Department” is a department that is assessed" in str(note.values)
    told = " ".join(describe(pack, indicator, "en"))
    assert "It assesses" in told
    assert "one task for each department assessed, named in “Department” and each “Task”: “目录”, “清单”" in told


def test_a_name_that_nobody_has_is_flagged_where_it_decides(tmp_path: Path) -> None:
    pack = the_pack(tmp_path)
    entry, task = pack.roster.departments[0], task_of(pack, "2023Q1", None)
    rows = [{"unit": "区司发局", "task": "目录", "done_on": MAY}]
    result = judge_indicator(pack.indicators["plan"], submitted(pack.tables, {"tasks": rows}), entry, task, {})
    assert [(note.code.id, note.row, note.field) for note in result.measured.notes if note.row] == [("M544", 2, "unit")]
