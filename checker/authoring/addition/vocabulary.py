"""The words in which an author writes comparisons, time limits and answers, in either language."""

import re

from checker.tables.time_units import Unit

JOINED = re.compile(r"\s+and\s+|\s*(?:并且|而且|且|；|;)\s*", re.I)
SEVERAL = re.compile(r"\s*(?:,|，|、|\bor\b|或者|或)\s*", re.I)
#: Comparisons as people write them; the longer spelling first.
COMPARISONS = (
    ("at_least", r">=|≥|is at least|at least|no less than|not less than|不少于|不低于|不小于|至少|大于等于"),
    ("at_most", r"<=|≤|is at most|at most|no more than|not more than|不超过|不高于|不多于|不大于|至多|小于等于"),
    ("above", r">|is more than|more than|is above|above|大于|超过|高于|多于"),
    ("below", r"<|is less than|less than|is below|below|小于|低于|少于"),
    ("not", r"!=|≠|is not|not|不是|不为|不等于"),
    ("equals", r"==?|equals|is|等于|是|为"),
)
#: Further words before the number of a target, and those behind it.
TARGETS = (
    ("at_least", r"no fewer than|not fewer than|not below|not under|a minimum of|不得低于|不得少于|应达到|达到"),
    ("at_most", r"not above|not over|no greater than|not exceeding|up to|a maximum of|不得超过|不得高于|控制在"),
    ("above", r"over|exceeding|greater than"),
    ("below", r"under|fewer than|不足|未满"),
    ("equals", r"exactly"),
)
BEHIND = {
    "at_least": r"or (?:more|above|over|higher|better)|及以上|以上（含）|以上\(含\)",
    "at_most": r"or (?:less|fewer|below|under|lower)|及以下|以下（含）|以下\(含\)|以内",
    "above": r"(?!)",
    "below": r"(?!)",
    "not": r"(?!)",
    "equals": r"exactly",
}
FILLED = {
    "present": r"(?:is )?(?:filled in|filled|present)|已填(?:写)?|有值|不为空",
    "absent": r"(?:is )?(?:blank|absent|empty)|为空|空白|未填(?:写)?",
}
LENGTHS: dict[Unit, str] = {
    "working_hours": r"working hours?|个?工作小时|小时工作时间",
    "working_minutes": r"working minutes?|分钟工作时间",
    "workdays": r"workdays?|working days?|个?工作日",
    "days": r"days?|日|天",
    "months": r"months?|个?月",
    "hours": r"hours?|个?小时",
    "minutes": r"minutes?|分钟",
    "seconds": r"seconds?|秒",
}
YES, NO = ("yes", "true", "是", "有"), ("no", "false", "否", "无", "没有")
