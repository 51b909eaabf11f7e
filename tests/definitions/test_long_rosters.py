"""What a workbook costs doesn't grow with the roster."""

from __future__ import annotations

import pytest

from checker.definitions.load import definitions_root, load_pack
from checker.definitions.roster import Roster
from checker.tables.whom import Whom


def test_departments_are_chosen_once_however_many_workbooks_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen: list[Whom] = []
    choose = Roster.choose

    def counted(roster: Roster, who: Whom) -> frozenset[str]:
        chosen.append(who)
        return choose(roster, who)

    monkeypatch.setattr(Roster, "choose", counted)
    pack = load_pack(definitions_root() / "heping")  # by its path it is loaded anew
    for entry in pack.roster.departments:
        assert [each for each in pack.indicators.values() if entry.code in pack.judged(each)] == [
            *pack.indicators_of(entry.code)
        ]
        pack.asked_tables(entry.code)
    assert len(chosen) == len(set(chosen)) > 5
    assert all(pack.chosen(who) == choose(pack.roster, who) for who in set(chosen))
