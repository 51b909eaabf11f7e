"""The headings of everything in a report except the fields of a flag. Every output takes its headings from here."""

from checker.text.bilingual import Text

#: By id. The id is the name in report.json, where there is one.
HEADINGS = {
    # Departments
    "rank": Text(zh="名次", en="Rank"),
    "department": Text(zh="部门", en="Department"),
    "state": Text(zh="报送", en="Submission"),
    "score": Text(zh="得分", en="Score"),
    "grade": Text(zh="等次", en="Grade"),
    # Workbooks
    "file": Text(zh="文件", en="File"),
    "rows_read": Text(zh="读入行", en="Rows read"),
    "rows_judged": Text(zh="判定", en="Judged"),
    "rows_refused": Text(zh="拒收", en="Refused"),
    "rows_skipped": Text(zh="跳过的行", en="Rows skipped"),
    # Results
    "indicator": Text(zh="指标", en="Indicator"),
    "clause": Text(zh="条款", en="Clause"),
    "status": Text(zh="状态", en="Status"),
    "value": Text(zh="数值", en="Value"),
    "value_with_unit": Text(zh="数值（含单位）", en="Value and unit"),
    "counted": Text(zh="分子/分母", en="Fraction"),
    "numerator": Text(zh="分子", en="Numerator"),
    "denominator": Text(zh="分母", en="Denominator"),
    "bounds": Text(zh="可能区间", en="Possible range"),
    "lower": Text(zh="下限", en="Lower bound"),
    "upper": Text(zh="上限", en="Upper bound"),
    "target": Text(zh="目标", en="Target"),
    "target_value": Text(zh="目标值", en="Target value"),
    "expected": Text(zh="按进度应达", en="Due by now"),
    "before": Text(zh="上期", en="Previous"),
    "excluded": Text(zh="剔除", en="Excluded"),
    "unknown": Text(zh="未定", en="Unknown"),
    "reachable": Text(zh="能否达到", en="Reachable"),
    "final": Text(zh="期满", en="Period over"),
    "needed": Text(zh="差距", en="Needed"),
    "needed_count": Text(zh="还需数量", en="Number needed"),
    "by": Text(zh="最迟", en="Deadline"),
    "reason": Text(zh="说明", en="Reason"),
    "attainment": Text(zh="完成比例", en="Attainment"),
    "weight": Text(zh="权重", en="Weight"),
}


def with_clause(heading: Text) -> Text:
    """Adds "(clause)" to the heading of a column that gives the clause in brackets."""
    clause = HEADINGS["clause"]
    return Text(f"{heading.zh}（{clause.zh}）", f"{heading.en} ({clause.en.lower()})")
