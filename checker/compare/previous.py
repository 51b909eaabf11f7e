"""Reads an earlier report.json of the same pack, for a run to be compared with."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from checker.errors import raise_shortage
from checker.model import Measured, Previous, Standing, Status
from checker.model.earlier import EarlierFlag
from checker.model.figure_data import read_figure
from checker.model.stops import make_stop
from checker.periods import Period, is_period, parse_period
from checker.text.bilingual import Text
from checker.text.ordinary_files import UnfitFileError, read_ordinary
from checker.wording.results import is_same_value

FORMAT = "checker-report/1"
#: The largest exponent of ten, positive or negative, of the numbers that are read.
_LARGEST = 100


def read_previous(path: Path, pack: str, period: Period) -> Previous:
    """Reads a report of an earlier period, or of an earlier run of the same one, with every number as it is written.

    Raises:
        Stop: there is no such file, it is not a report in this format, it is of another pack, or of another period
            that is not earlier.
    """
    document = _load(path)
    try:
        found, label = str(document["pack"]["id"]), str(document["period"])
        if found != pack:
            why = Text(zh=f"这份报告属于指标包 {found}，不是 {pack}", en=f"that report is of pack {found}, not {pack}")
            raise make_stop("previous-mismatch", path, why=why)
        return build_previous(document, label, rerun=is_rerun(label, period, path))
    except (KeyError, TypeError, AttributeError, ValueError, ZeroDivisionError) as error:
        raise make_stop("previous-unreadable", path) from error


def is_rerun(label: str, period: Period, where: str | Path) -> bool:
    """Whether a report to compare with is of the same period, not of an earlier one.

    Raises:
        Stop: it is of neither.
    """
    then = parse_period(label, period.window.year_month).window if is_period(label) else None
    if then is not None and (then == period.window or then.end < period.window.end):
        return then == period.window
    why = Text(
        zh=f"这份报告的报送期是 {label}，既不是 {period.label}，也不早于它",
        en=f"that report is of {label}, which is neither {period.label} nor before it",
    )
    raise make_stop("previous-mismatch", where, why=why)


def _load(path: Path) -> dict[str, Any]:
    try:
        document = json.loads(
            read_ordinary(path), parse_float=_parse_number, parse_int=Fraction, parse_constant=_refuse_constant
        )
    except UnfitFileError as error:
        raise make_stop("previous-unreadable", path) from error
    except OSError as error:
        raise_shortage(error)
        raise make_stop("no-previous", path) from error
    except (ValueError, RecursionError) as error:
        raise make_stop("previous-unreadable", path) from error
    if not isinstance(document, dict) or not isinstance(found := document.get("format"), str):
        raise make_stop("previous-unreadable", path)
    if found != FORMAT:
        why = Text(f"这份报告的格式是 {found}，应为 {FORMAT}", f"that report is in the format {found}, not {FORMAT}")
        raise make_stop("previous-mismatch", path, why=why)
    return document


def _parse_number(text: str) -> Fraction:
    """Parses a number exactly; refuses one like 1e1000000, which would fill the memory before it could be compared."""
    if abs(Decimal(text).adjusted()) > _LARGEST:
        raise ValueError(text)
    return Fraction(text)


def _refuse_constant(text: str) -> Fraction:
    """Refuses NaN and Infinity, which JSON does not have."""
    raise ValueError(text)


def build_previous(document: Mapping[str, Any], label: str, *, rerun: bool) -> Previous:
    """Builds what a run is compared with from a report, or from the same fields of a recorded run."""
    scores: dict[str, Fraction] = {}
    grades: dict[str, str] = {}
    standings: dict[tuple[str, str], Standing] = {}
    codes = [str(department["code"]) for department in document["departments"]]
    for code, department in zip(codes, document["departments"], strict=True):
        if code and department["score"] is not None:
            scores[code] = Fraction(department["score"])
        if code and department.get("grade"):
            grades[code] = str(department["grade"])
        standings |= _read_standings(code, department["results"]) if code else {}
    standings |= _read_standings("", document["district"]["results"])
    as_of = document.get("as_of")
    day = None if as_of is None else date.fromisoformat(as_of)
    flags = tuple(_read_flags(document)) if "flags" in document["district"] else None
    version, figures = str(document["pack"]["version"]), dict(_read_figures(document))
    return Previous(label, scores, standings, version, frozenset(codes), day, flags, rerun, figures, grades)


def _read_figures(document: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str, date, date], Measured]]:
    for department in document["departments"]:
        for figure in department.get("figures", ()):
            first, last = date.fromisoformat(figure["start"]), date.fromisoformat(figure["end"])
            yield (str(department["code"]), str(figure["indicator"]), first, last), read_figure(figure)


def _read_flags(document: Mapping[str, Any]) -> Iterator[EarlierFlag]:
    owners = [*document["departments"], *document.get("unplaced", ())]
    owned = [(str(each["code"] or each["department"]), each["flags"]) for each in owners]
    for department, flags in (*owned, ("", document["district"]["flags"])):
        for flag in flags:
            row = None if flag["row"] is None else int(flag["row"])
            message = Text(str(flag["message"]["zh"]), str(flag["message"]["en"]))
            code, table, ref = (str(flag[name]) for name in ("code", "table", "ref"))
            yield EarlierFlag(department, code, table, ref, str(flag["sheet"]), row, message)


def _read_standings(code: str, results: list[dict[str, Any]]) -> dict[tuple[str, str], Standing]:
    return {
        (code, str(result["indicator"])): Standing(
            Status(result["status"]), _read_value(result), _read_judged(result), int(result.get("excluded") or 0)
        )
        for result in results
    }


def _read_judged(result: Mapping[str, Any]) -> int | None:
    """Reads how many units were judged or undecided; None if the denominator is no count."""
    below = result.get("denominator")
    if below is None or Fraction(below).denominator != 1:
        return None
    return int(Fraction(below)) + int(result.get("unknown") or 0)


def _read_value(result: Mapping[str, Any]) -> Fraction | None:
    """Reads the value; restores the exact one if it is the quotient of the counts, or its rise: a third is rounded."""
    if result["value"] is None:
        return None
    written = Fraction(result["value"])
    above, below = result.get("numerator"), result.get("denominator")
    if above is None or not below:
        return written
    quotient = Fraction(above) / Fraction(below)
    return next((exact for exact in (quotient, quotient - 1) if is_same_value(exact, written)), written)
