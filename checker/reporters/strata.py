"""The results by the values of a column, as programs read them."""

from checker.model.results import JudgedStratum
from checker.text.exact_json import Json
from checker.wording.flags import mask_both


def stratum_data(stratum: JudgedStratum, reveal: bool) -> Json:
    """The result of the rows with one value of a column."""
    result = stratum.result
    measured = result.measured
    return {
        "label": mask_both(stratum.label, reveal),
        "rows": stratum.rows,
        "status": result.status.value,
        "value": result.value,
        "lower": result.lower,
        "upper": result.upper,
        "numerator": result.numerator,
        "denominator": result.denominator,
        "excluded": result.excluded,
        "unknown": result.unknown,
        "numerator_rows": list(measured.numerator_rows.numbers),
        "failure_rows": list(measured.failure_rows.numbers),
        "reason": mask_both(result.reason, reveal),
    }
