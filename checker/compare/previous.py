"""An earlier report.json of the same pack, read back so that a run can be compared with it.

Knows the fields that report.json promises, and nothing of how they came about.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from checker.errors import Stop
from checker.model import Previous, Standing, Status
from checker.periods import Period, is_period, parse_period
from checker.text.bilingual import Text
from checker.wording.results import is_same_value

FORMAT = "checker-report/1"
#: The power of ten of the largest number that is read, and of the smallest.
_LARGEST = 100


def read_previous(path: Path, pack: str, period: Period) -> Previous:
    """Reads an earlier report; every number exactly as it is written there.

    Args:
        path: of its report.json.
        pack: the id of the pack that is run now.
        period: that is run now.

    Raises:
        Stop: there is no such file, it is no report or one in another format, or of another pack or no earlier period.
    """
    document = _document(path)
    try:
        found, label = str(document["pack"]["id"]), str(document["period"])
        if found != pack:
            raise _refused(
                path,
                Text(
                    zh=f"这份报告属于指标包 {found}，不是 {pack}", en=f"that report is of pack {found}, not of {pack}"
                ),
            )
        if not is_period(label) or parse_period(label).window.end >= period.window.end:
            raise _refused(
                path,
                Text(
                    zh=f"这份报告的报送期 {label} 不早于 {period.label}",
                    en=f"that report is of {label}, which is not before {period.label}",
                ),
            )
        return _previous(document, label)
    except (KeyError, TypeError, AttributeError, ValueError, ZeroDivisionError) as error:
        raise _unreadable(path) from error


def _document(path: Path) -> dict[str, Any]:
    try:
        document = json.loads(path.read_bytes(), parse_float=_exact, parse_int=Fraction, parse_constant=_no_number)
    except OSError as error:
        raise Stop(
            "no-previous",
            Text(zh="上一期的报告无法打开", en="the earlier report cannot be opened"),
            context=str(path),
            hint=Text(zh="请检查文件名和文件夹", en="check the file's name and folder"),
        ) from error
    except (ValueError, RecursionError) as error:
        raise _unreadable(path) from error
    if not isinstance(document, dict) or not isinstance(found := document.get("format"), str):
        raise _unreadable(path)
    if found != FORMAT:
        raise _refused(
            path, Text(zh=f"这份报告的格式是 {found}，应为 {FORMAT}", en=f"that report is in {found}, not in {FORMAT}")
        )
    return document


def _exact(text: str) -> Fraction:
    """A number as it is written; ten to a million would fill the memory before anybody could compare with it."""
    if abs(Decimal(text).adjusted()) > _LARGEST:
        raise ValueError(text)
    return Fraction(text)


def _no_number(text: str) -> Fraction:
    """NaN and Infinity, which are no JSON."""
    raise ValueError(text)


def _previous(document: dict[str, Any], label: str) -> Previous:
    scores: dict[str, Fraction] = {}
    standings: dict[tuple[str, str], Standing] = {}
    codes = [str(department["code"]) for department in document["departments"]]
    for code, department in zip(codes, document["departments"], strict=True):
        if not code:
            continue
        if department["score"] is not None:
            scores[code] = Fraction(department["score"])
        standings |= _standings(code, department["results"])
    standings |= _standings("", document["district"]["results"])
    return Previous(label, scores, standings, str(document["pack"]["version"]), frozenset(codes))


def _standings(code: str, results: list[dict[str, Any]]) -> dict[tuple[str, str], Standing]:
    return {(code, str(result["indicator"])): Standing(Status(result["status"]), _value(result)) for result in results}


def _value(result: Mapping[str, Any]) -> Fraction | None:
    """The value, exact again where it is the quotient of the two counts, or its rise: report.json rounds a third."""
    if result["value"] is None:
        return None
    written = Fraction(result["value"])
    above, below = result.get("numerator"), result.get("denominator")
    if above is None or not below:
        return written
    quotient = Fraction(above) / Fraction(below)
    return next((exact for exact in (quotient, quotient - 1) if is_same_value(exact, written)), written)


def _unreadable(path: Path) -> Stop:
    return Stop(
        "previous-unreadable",
        Text(zh="这不是可以比较的 report.json", en="this is no report.json that can be compared with"),
        context=str(path),
        hint=Text(
            zh="请指定上一期 checker run --out 写出的 report.json",
            en="name the report.json that checker run --out wrote for an earlier period",
        ),
    )


def _refused(path: Path, why: Text) -> Stop:
    return Stop(
        "previous-mismatch",
        why,
        context=str(path),
        hint=Text(
            zh="请指定同一指标包、更早报送期的 report.json",
            en="name the report.json of the same pack and an earlier period",
        ),
    )
