"""What follows in money, as report.json and summary.xlsx have it."""

from fractions import Fraction

from checker.model import Department, Report
from checker.model.consequences import Charge, Consequence, Overall
from checker.privacy.masking import mask_text
from checker.text.bilingual import Text
from checker.text.exact_json import Json
from checker.wording.flags import mask_both

_APPLIES = {"yes": Text("适用", "yes"), "no": Text("不适用", "no")}


def consequence_data(each: Consequence, reveal: bool) -> Json:
    """One amount with the figures behind it."""
    charges = {"charges": [_charge_data(one) for one in each.charges]} if each.charges else {}
    return {
        "name": mask_both(each.name),
        "clause": mask_text(each.clause),
        "share": each.share,
        "base": each.base,
        "amount": each.amount,
        "lower": each.low,
        "upper": each.high,
        "unit": mask_both(each.unit),
        **({"applies": each.applies} if each.applies else {}),
        "provisional": each.provisional,
        "text": mask_both(each.text, reveal),
        **charges,
    }


def _charge_data(each: Charge) -> Json:
    """What the rows or members of one indicator take."""
    choice = {"choice": mask_both(each.choice)} if each.choice.zh else {}
    return {
        "indicator": each.indicator,
        **choice,
        "number": each.number,
        "doubtful": each.doubtful,
        "takes": each.each,
        "hours": each.hours,
        "lower": each.low,
        "upper": each.high,
    }


def overall_data(each: Overall) -> Json:
    """The score of all departments together."""
    return {
        "name": mask_both(each.name),
        "clause": mask_text(each.clause),
        "score": each.score,
        "grade": None if each.grade is None else mask_both(each.grade),
        "counted": each.counted,
        "lacking": [mask_both(name) for name in each.lacking],
        "text": mask_both(each.text),
    }


def consequences_of(report: Report) -> tuple[tuple[Text, Text], ...]:
    """The name and the unit of every consequence that some department has."""
    found = (each for department in report.departments for each in department.consequences)
    return tuple(dict.fromkeys((each.name, each.unit) for each in found))


def amount_of(department: Department, name: Text) -> Fraction | Text | None:
    """What a department's consequence of this name comes to, or whether it applies; None if that is unknown."""
    found = next((each for each in department.consequences if each.name == name), None)
    if found is None:
        return None
    return _APPLIES.get(found.applies) if found.applies else found.amount
