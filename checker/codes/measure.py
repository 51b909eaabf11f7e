"""Findings of measures: rows and members that count against a target, and printed figures that do not hold."""

from __future__ import annotations

from checker.model import Code, Severity
from checker.text.bilingual import Text

COUNTS_AGAINST = Code(
    "M501",
    "counts-against",
    Severity.RED,
    Text(zh="本行不达标", en="The row counts against the target"),
    Text(
        zh="“{name}”：本行不达标（{header}：{found}）",
        en="{name}: this row counts against the target ({header}: {found})",
    ),
)
NOT_DECIDED = Code(
    "M502",
    "not-decided",
    Severity.AMBER,
    Text(zh="本行无法判定", en="The row cannot be decided"),
    Text(
        zh="“{name}”：本行因“{cells}”空白或无法识别，不能判定",
        en="{name}: this row cannot be decided, because {cells} is blank or cannot be read",
    ),
)
MEMBER_SHORT = Code(
    "M503",
    "member-short",
    Severity.RED,
    Text(zh="未达到个人（单位）要求", en="A member falls short"),
    Text(
        zh="“{name}”：{member}完成 {amount}，要求 {goal}，还差 {short}",
        en="{name}: {member} has {amount} of {goal}, {short} to go",
    ),
)
MEMBER_UNDECIDED = Code(
    "M504",
    "member-undecided",
    Severity.AMBER,
    Text(zh="个人（单位）是否达标无法判定", en="Whether a member falls short is open"),
    Text(
        zh="“{name}”：{member}已确认 {amount}，要求 {goal}，是否达到取决于{cells}",
        en="{name}: {member} has {amount} of {goal} for certain; whether it is enough depends on {cells}",
    ),
)
MILESTONE_LATE = Code(
    "M505",
    "milestone-late",
    Severity.RED,
    Text(zh="逾期完成", en="Done after the deadline"),
    Text(
        zh="“{name}”：{done} 完成，晚于期限 {due}，迟 {days} 天",
        en="{name}: done on {done}, {days} days after the deadline {due}",
    ),
)
MILESTONE_OVERDUE = Code(
    "M506",
    "milestone-overdue",
    Severity.RED,
    Text(zh="逾期未完成", en="Past the deadline and not done"),
    Text(
        zh="“{name}”：期限 {due} 已过，尚无完成日期",
        en="{name}: the deadline {due} has passed, with no date of completion",
    ),
)
MILESTONE_MISSING = Code(
    "M507",
    "milestone-missing",
    Severity.RED,
    Text(zh="缺少任务行", en="No row for the deliverable"),
    Text(
        zh="“{name}”：期限 {due} 已过，表中没有该项任务（缺 {count} 行）",
        en="{name}: the deadline {due} has passed and the sheet has no row for the deliverable ({count} missing)",
    ),
)
NOBODY_LISTED = Code(
    "M508",
    "nobody-listed",
    Severity.AMBER,
    Text(zh="名册中没有列出任何人", en="The roster lists nobody"),
    Text(
        zh="“{name}”：“{sheet}”表中没有列出任何人，本指标没有可核算的对象",
        en="{name}: the sheet {sheet} lists nobody, so there is nobody to judge",
    ),
)
HOLIDAYS_UNKNOWN = Code(
    "M509",
    "holidays-unknown",
    Severity.AMBER,
    Text(zh="法定节假日安排尚未收录", en="The official holidays of a year are not known"),
    Text(
        zh="“{name}”：本行要计算工作日，而本程序只收录了 {first} 年至 {last} 年的法定节假日安排，不能判定",
        en="{name}: this row cannot be decided, because working days are to be counted and the official holidays are "
        "known for {first} to {last} only",
    ),
)
RATE_MISMATCH = Code(
    "M511",
    "rate-mismatch",
    Severity.RED,
    Text(zh="比率与分子分母不符", en="The rate does not follow from its counts"),
    Text(
        zh="“{figure}”写作 {printed}，而 {numerator}/{denominator} 为 {computed}",
        en="{figure} is printed as {printed}, but {numerator} of {denominator} is {computed}",
    ),
)
IMPOSSIBLE_RATE = Code(
    "M512",
    "impossible-rate",
    Severity.RED,
    Text(zh="比率不可能成立", en="No whole count gives this rate"),
    Text(
        zh="“{figure}”写作 {printed}，但 {denominator} 的任何整数个都得不到；最接近的是 {nearest}",
        en="{figure} is printed as {printed}, which no whole number of {denominator} gives; nearest: {nearest}",
    ),
)
PERCENT_FOR_POINTS = Code(
    "M513",
    "percent-for-points",
    Severity.RED,
    Text(zh="百分点写成了百分比", en="Percent written for percentage points"),
    Text(
        zh="“{figure}”写作 {printed}，由 {before} 到 {after} 应为 {points} 个百分点（按比例则为 {relative}）",
        en="{figure} is printed as {printed}; {before} to {after} is {points} percentage points ({relative} relative)",
    ),
)
FIGURES_DISAGREE = Code(
    "M514",
    "figures-disagree",
    Severity.RED,
    Text(zh="数字前后矛盾", en="Figures contradict one another"),
    Text(
        zh="“{figure}”写作 {printed}，与{others}不一致（应为 {computed}）",
        en="{figure} is printed as {printed}, which does not agree with {others} ({computed} expected)",
    ),
)
FIGURE_UNREADABLE = Code(
    "M515",
    "figure-unreadable",
    Severity.AMBER,
    Text(zh="数字无法识别", en="A figure cannot be read"),
    Text(
        zh="“{figure}”写作“{printed}”，不是可以核对的数字",
        en="{figure} is printed as “{printed}”, which is not a figure that can be checked",
    ),
)
FIGURE_MISSING = Code(
    "M516",
    "figure-missing",
    Severity.AMBER,
    Text(zh="缺少应报数字", en="A figure was not reported"),
    Text(zh="“{name}”：表中没有数字“{figure}”", en="{name}: the sheet has no figure {figure}"),
)
