"""The two texts that go with the samples: the README that people read, and the expectations that tests read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from samples.truth import Finding, Outcome, Sample

_TOP = """# 样例报送 / Sample submissions

人名、案号、证件号、电话都是编造的（身份证号的地区代码 990000 并不存在）；蓟州区的数字出自其公开的2021年度报告。
People, case numbers, certificates and telephones are invented (there is no region 990000 in identity numbers);
Jizhou's figures are those of its published report on 2021.

`python inputs/make_samples.py` 重新生成全部文件，每次逐字节相同。
下面逐个文件列出形式和每一处问题；`tests/samples/expected.yaml` 是同样的内容，供测试使用。
It writes every file anew, byte for byte the same. Below, file by file, what shape each has and every single thing that
is wrong in it; `tests/samples/expected.yaml` says the same to the tests.

`-` 表示没有具体位置。级别：error 须改正，red 未达标，amber 请核对，info 供参考。
`-` stands where there is no single place. Severities: error must be fixed, red misses a target, amber fix or confirm,
info for information.

样例里没有的代码：W204、W205、W207（需要异常或者很大的文件），W220、V310、V311、C404（这些报送表里不会出现），
C412（以期末为截止日时不会出现），W245、W246（没有用旧模板的），W251 至 W256（没有报回核对结果的），
M508、M509、M511、M514 至 M516、T603（没有相应的情形）。
Codes that no sample shows: W204, W205, W207 (they take a hostile or a very large file), W220, V310, V311, C404 (these
tables cannot give them), C412 (not when the day judged on is the period's last), W245, W246 (none was made from an old
template), W251 to W256 (none came back with answers), M508, M509, M511, M514 to M516 and T603 (no such case).
"""
_HEAD = """
| 工作表 / Sheet | 单元格 / Cell | 代码 / Code | 级别 / Severity | 问题 | What is wrong |
|---|---|---|---|---|---|
"""


def readme(folders: Mapping[str, Sequence[Sample]], missing: Mapping[str, Iterable[str]]) -> str:
    """The README, in both languages; `missing` has, by folder, the names of those who handed in nothing."""
    parts = [_TOP]
    for folder, samples in folders.items():
        parts.append(f"\n## {folder}\n")
        for sample in samples:
            parts.append(f"\n### {sample.file}\n\n{sample.zh}\n{sample.en}\n")
            if sample.findings:
                parts.append(_HEAD + "".join(_line(finding) for finding in sample.findings))
        if folder in missing:
            parts.append(f"\n没有报送 / Not submitted (W243): {'、'.join(missing[folder])}\n")
    return "".join(parts)


def _line(finding: Finding) -> str:
    place = finding.cell or (f"第{finding.row}行 / row {finding.row}" if finding.row else "-")
    about = f" `{finding.indicator}`" if finding.indicator else ""
    cells = (finding.sheet or "-", place, finding.code, finding.severity, finding.zh + about, finding.en)
    return f"| {' | '.join(cells)} |\n"


def expectations(
    pack: str,
    period: str,
    as_of: str,
    samples: Sequence[Sample],
    missing: Sequence[str],
    district: Mapping[str, Outcome],
    own: Mapping[str, str],
) -> str:
    """What a run over one folder has to report, as YAML; `own` has the codes of what the district alone misses."""
    lines = [f"- pack: {pack}\n  period: {json.dumps(period)}\n  as_of: {as_of}\n  files:\n"]
    for sample in samples:
        lines.append(f"    {_text(sample.file)}: {{department: {_text(sample.department)}, state: {sample.state}}}\n")
    lines.append("  # Every finding, and no other.\n  findings:\n")
    for sample in samples:
        lines += [_finding(sample, finding) for finding in sample.findings]
    lines += [f'    - {{file: "", department: {code}, code: W243, severity: error}}\n' for code in missing]
    lines.append("  results:\n")
    for sample in samples:
        if sample.outcomes:
            lines.append(f"    {sample.department}:\n")
            lines += [_outcome(indicator, outcome) for indicator, outcome in sorted(sample.outcomes.items())]
    if district:
        lines.append("  district:\n")
        lines += [_outcome(indicator, outcome) for indicator, outcome in district.items()]
        lines.append("  district_findings:\n")
        for indicator, code in own.items():
            severity = "amber" if code == "T604" else "red"
            lines.append(f"    - {{code: {code}, severity: {severity}, indicator: {indicator}}}\n")
    return "".join(lines)


def _finding(sample: Sample, finding: Finding) -> str:
    parts = {
        "file": sample.file,
        "department": sample.department,
        "code": finding.code,
        "severity": finding.severity,
        "sheet": finding.sheet,
        "cell": finding.cell,
        "row": finding.row,
        "table": finding.table,
        "field": finding.field,
        "indicator": finding.indicator,
        "note": finding.en,
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
