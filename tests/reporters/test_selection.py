"""--select and --ignore take flags away, and nothing else."""

import pytest

from checker.reporters.selection import select


def codes(report):
    return [[flag.code.id for flag in each.flags] for each in report.departments]


@pytest.mark.parametrize(
    ("wanted", "unwanted", "left"),
    [
        ((), (), ["W213", "C401", "C401", "V320", "A720", "T601"]),
        (("C4",), (), ["C401", "C401"]),
        (("C401", "V3"), (), ["C401", "C401", "V320"]),
        ((), ("C", "T6"), ["W213", "V320", "A720"]),
        (("C", "V"), ("C401",), ["V320"]),
        (("V9",), (), []),
    ],
)
def test_flags_are_chosen_by_the_beginning_of_their_codes(quarter, wanted, unwanted, left):
    chosen = select(quarter, wanted, unwanted)
    assert codes(chosen)[1] == left
    assert chosen.departments[1].results == quarter.departments[1].results
    assert chosen.departments[1].tallies == quarter.departments[1].tallies
    assert len(chosen.district_flags) == (1 if not wanted and "T6" not in unwanted else 0)
