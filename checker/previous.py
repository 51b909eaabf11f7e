"""An earlier report.json of the same pack, read back so that a run can be compared with it.

Knows the fields that report.json promises, and nothing of how they came about.
"""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

from checker.errors import Stop, Text
from checker.model import Previous, Standing, Status
from checker.periods import Period, is_period, parse_period

FORMAT = "checker-report/1"


def read_previous(path: Path, pack: str, period: Period) -> Previous:
    """Reads an earlier report; every number exactly as it is written there.

    Args:
        path: of its report.json.
        pack: the id of the pack that is run now.
        period: that is run now.

    Raises:
        Stop: there is no such file, it is no report, or one of another pack or of no earlier period.
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
        document = json.loads(path.read_bytes(), parse_float=Fraction, parse_int=Fraction)
    except OSError as error:
        raise Stop(
            "no-previous",
            Text(zh="上一期的报告无法打开", en="the earlier report cannot be opened"),
            context=str(path),
            hint=Text(zh="请检查文件名和文件夹", en="check the file's name and folder"),
        ) from error
    except (ValueError, RecursionError) as error:
        raise _unreadable(path) from error
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise _unreadable(path)
    return document


def _previous(document: dict[str, Any], label: str) -> Previous:
    scores: dict[str, Fraction] = {}
    standings: dict[tuple[str, str], Standing] = {}
    for department in document["departments"]:
        code = str(department["code"])
        if not code:
            continue
        if department["score"] is not None:
            scores[code] = Fraction(department["score"])
        standings |= _standings(code, department["results"])
    standings |= _standings("", document["district"]["results"])
    return Previous(label, scores, standings, str(document["pack"]["version"]))


def _standings(code: str, results: list[dict[str, Any]]) -> dict[tuple[str, str], Standing]:
    return {
        (code, str(result["indicator"])): Standing(
            Status(result["status"]), None if result["value"] is None else Fraction(result["value"])
        )
        for result in results
    }


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
