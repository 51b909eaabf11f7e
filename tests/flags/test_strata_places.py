"""A reason that lists the values of a column names their rows; where the rows are changes no fingerprint."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from checker.definitions.indicators import Indicator
from checker.engine.strata import measure_strata
from checker.flags import status_flags
from checker.measures.toolkit.scope import Scope
from checker.model import Flag, Status
from checker.model.fingerprints import Fingerprint, add_fingerprints
from checker.privacy.masking import mask_for_digest
from checker.scoring.strata import judge_all
from checker.text.bilingual import Text
from tests.measures.needed.world import END, HERE, YEAR, Row, words
from tests.typed_rows import BAD, submitted, table

SEEN = table(
    "seen",
    {"no": {"type": "text"}, "on": {"type": "date"}, "of": {"type": "text"}, "well": {"type": "boolean"}},
    key=["no"],
)
SHARE = {"proportion": {"table": "seen", "when": "on", "denominator": {"no": "present"}, "numerator": {"well": True}}}
ROWS: list[Row] = [
    {"no": "1", "on": END, "of": "eyes", "well": True},
    {"no": "2", "on": END, "of": "eyes", "well": BAD},
    {"no": "3", "on": END, "of": "ears", "well": BAD},
    {"no": "4", "on": END, "of": "skin", "well": True},
    {"no": "5", "on": END, "of": None, "well": True},
]


def flag_on(rows: Sequence[Row]) -> tuple[Flag, Fingerprint]:
    given = {
        "id": "drawn",
        "name": words("指标", "Drawn"),
        "clause": "一",
        "basis": words("依据", "basis"),
        "measure": SHARE,
        "by": "of",
        "target": {"at_least": "100%"},
        "period": "year",
        "weight": 10,
    }
    spec = Indicator.model_validate(given, context={"tables": {"seen": SEEN}})
    submission = submitted({"seen": SEEN}, {"seen": list(rows)})
    scope = Scope(submission, {"seen": SEEN}, HERE, YEAR, END)
    assert spec.by is not None
    measured = replace(spec.asked.measure(scope), strata=measure_strata(spec.by, spec.asked, scope))
    result = judge_all(spec, measured, YEAR, END)
    assert result.status is Status.UNDETERMINED and len(result.strata) == 3
    (stamped,) = add_fingerprints("p", "d", tuple(status_flags(spec, result)), mask_for_digest)
    read = Fingerprint.parse(stamped.fingerprint)
    assert read is not None
    return stamped, read


@pytest.mark.parametrize("order", [(4, 3, 2, 1, 0), (2, 0, 4, 3, 1), (1, 2, 0, 3, 4)])
def test_the_order_of_the_rows_changes_no_fingerprint(order: Sequence[int]) -> None:
    (first, before), (_, after) = flag_on(ROWS), flag_on([ROWS[number] for number in order])
    said = dict(first.values)["reason"].text
    assert first.code.id == "T604" and isinstance(said, Text) and "without a value there: 1 (row 6)" in said.en
    assert (after.identity, after.facts) == (before.identity, before.facts)


def test_another_outcome_of_a_value_changes_it() -> None:
    decided = [*ROWS[:2], {**ROWS[2], "well": True}, *ROWS[3:]]
    assert flag_on(decided)[1].facts != flag_on(ROWS)[1].facts


@pytest.mark.parametrize(("given_out", "status"), [(1, Status.NOT_APPLICABLE), (2, Status.MET), (3, Status.MET)])
def test_the_least_number_of_rows_is_of_the_denominator(given_out: int, status: Status) -> None:
    # A row given out before the year and seen in it is in the numerator alone.
    tickets = table(
        "tickets",
        {"no": {"type": "text"}, "out": {"type": "date"}, "seen": {"type": "date"}, "of": {"type": "text"}},
        key=["no"],
    )
    ratio = {
        "numerator": {"count": {"table": "tickets", "when": "seen"}},
        "denominator": {"count": {"table": "tickets", "when": "out"}},
    }
    given = {
        "id": "drawn",
        "name": words("指标", "Drawn"),
        "clause": "一",
        "basis": words("依据", "basis"),
        "measure": {"ratio": ratio},
        "by": {"column": "of", "at_least": 2},
        "target": {"at_most": "200%"},
        "period": "year",
        "weight": 10,
    }
    spec = Indicator.model_validate(given, context={"tables": {"tickets": tickets}})
    before = YEAR.start.replace(year=YEAR.start.year - 1)
    rows = [{"no": f"s{at}", "out": before, "seen": END, "of": "eyes"} for at in range(2)]
    rows += [{"no": str(at), "out": END, "seen": before, "of": "eyes"} for at in range(given_out)]
    submission = submitted({"tickets": tickets}, {"tickets": rows})
    scope = Scope(submission, {"tickets": tickets}, HERE, YEAR, END)
    assert spec.by is not None
    measured = replace(spec.asked.measure(scope), strata=measure_strata(spec.by, spec.asked, scope))
    result = judge_all(spec, measured, YEAR, END)
    assert [each.result.status for each in result.strata] == [status]
