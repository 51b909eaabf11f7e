"""The two texts that go with the samples: the README that people read, and the expectations that tests read."""

from __future__ import annotations

import json
from collections.abc import Sequence

from samples.truth import Flag, Outcome, Quarter, Sample

_TOP = """# 样例报送 / Sample submissions

人名、案号、证件号、电话都是编造的（身份证号的地区代码 990000 并不存在）；蓟州区的数字出自其公开的2021年度报告。
People, case numbers, certificates and telephones are invented (no identity number has the region 990000);
Jizhou's figures are those of its published report on 2021.

`python -m samples` 重新生成全部文件，每次逐字节相同。
下面逐个文件列出形式和每一处问题；`tests/samples/expected.yaml` 是同样的内容，供测试使用。
`python -m samples` writes every file again, byte for byte the same. Below, for each file: its shape and every single
thing that is wrong in it. `tests/samples/expected.yaml` has the same content for the tests.

`-` 表示没有具体位置。级别：error 须改正，red 未达标，amber 请核对，info 供参考。
`-` means that there is no single place. Severities: error must be fixed, red misses a target, amber needs a fix or a
confirmation, info is for information.

样例里没有的代码：W204、W205、W207（需要异常或者很大的文件），W220、V310、V311、C404（这些报送表里不会出现），
C412（以期末为截止日时不会出现），W245、W246（没有用旧模板的），W251 至 W256（没有报回核对结果的），
W260、W261（选项没有与工作簿矛盾的），W263 至 W266、M509、M511、M515、M516（没有相应的情形）。
Codes that no sample shows: W204, W205, W207 (they need a hostile or a very large file), W220, V310, V311, C404 (these
tables cannot raise them), C412 (not when the as-of date is the period's last day), W245, W246 (no workbook was made
from an old template), W251 to W256 (none came back with answers), W260, W261 (no option contradicts a workbook), W263
to W266, M509, M511, M515 and M516 (no such case).
"""
_EXPECTED_TOP = """# What the sample submissions have to give: written by `python -m samples` from what was planted
# there, and from outcomes that were worked out by hand. One entry per run. A flag has a cell, or a row where no
# single cell is meant, or neither; `value` is an exact fraction.
"""
_HEAD = """
| 工作表 / Sheet | 单元格 / Cell | 代码 / Code | 级别 / Severity | 问题 | What is wrong |
|---|---|---|---|---|---|
"""


def readme(quarters: Sequence[Quarter]) -> str:
    """The README, in both languages."""
    parts = [_TOP]
    for quarter in quarters:
        parts.append(f"\n## {quarter.folder}\n")
        for sample in quarter.samples:
            parts.append(f"\n### {sample.file}\n\n{sample.zh}\n{sample.en}\n")
            if sample.flags:
                parts.append(_HEAD + "".join(_line(flag) for flag in sample.flags))
        if quarter.missing:
            parts.append(f"\n没有报送 / Not submitted (W243): {'、'.join(quarter.missing.values())}\n")
    return "".join(parts)


def _line(flag: Flag) -> str:
    place = flag.cell or (f"第{flag.row}行 / row {flag.row}" if flag.row else "-")
    about = f" `{flag.indicator}`" if flag.indicator else ""
    cells = (flag.sheet or "-", place, flag.code, flag.severity, flag.zh + about, flag.en)
    return f"| {' | '.join(cells)} |\n"


def expectations(quarters: Sequence[Quarter]) -> str:
    """What a run over each folder has to report, as YAML."""
    return _EXPECTED_TOP + "".join(_expectation(quarter) for quarter in quarters)


def _expectation(quarter: Quarter) -> str:
    lines = [f"- pack: {quarter.pack}\n  period: {json.dumps(quarter.period)}\n  as_of: {quarter.as_of}\n  files:\n"]
    for sample in quarter.samples:
        lines.append(f"    {_text(sample.file)}: {{department: {_text(sample.department)}, state: {sample.state}}}\n")
    lines.append("  # Every flag, and no other.\n  flags:\n")
    for sample in quarter.samples:
        lines += [_flag(sample, flag) for flag in sample.flags]
    lines += [f'    - {{file: "", department: {code}, code: W243, severity: error}}\n' for code in quarter.missing]
    lines.append("  results:\n")
    for sample in quarter.samples:
        if sample.outcomes:
            lines.append(f"    {sample.department}:\n")
            lines += [_outcome(indicator, outcome) for indicator, outcome in sorted(sample.outcomes.items())]
    if quarter.outcomes:
        lines.append("  district:\n")
        lines += [_outcome(indicator, outcome) for indicator, outcome in quarter.outcomes.items()]
    if quarter.flags:
        lines.append("  district_flags:\n")
        for indicator, code in quarter.flags.items():
            severity = "amber" if code == "T604" else "red"
            lines.append(f"    - {{code: {code}, severity: {severity}, indicator: {indicator}}}\n")
    return "".join(lines)


def _flag(sample: Sample, flag: Flag) -> str:
    parts = {
        "file": sample.file,
        "department": sample.department,
        "code": flag.code,
        "severity": flag.severity,
        "sheet": flag.sheet,
        "cell": flag.cell,
        "row": flag.row,
        "table": flag.table,
        "field": flag.field,
        "indicator": flag.indicator,
        "note": flag.en,
    }
    return (
        "    - {"
        + ", ".join(f"{key}: {_text(value)}" for key, value in parts.items() if value or key == "department")
        + "}\n"
    )


def _outcome(indicator: str, outcome: Outcome) -> str:
    numbers = {
        "status": outcome.status,
        "numerator": outcome.numerator,
        "denominator": outcome.denominator,
        "excluded": outcome.excluded,
        "unknown": outcome.unknown,
        "value": outcome.value,
    }
    return f"      {indicator}: {{" + ", ".join(f"{key}: {_text(value)}" for key, value in numbers.items()) + "}\n"


def _text(value: str | int | None) -> str:
    if isinstance(value, str) and value.isascii() and value.replace("_", "").replace("-", "").isalpha():
        return value
    return json.dumps(value, ensure_ascii=False)
