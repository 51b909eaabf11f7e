"""Findings about an indicator as a whole: where it stands against its target."""

from __future__ import annotations

from checker.model import Code, Severity
from checker.text.bilingual import Text

MISSED = Code(
    "T601",
    "target-missed",
    Severity.RED,
    Text(zh="未达目标", en="Target missed"),
    Text(zh="“{name}”为 {value}，目标 {target}", en="{name} is {value}; the target is {target}"),
)
OUT_OF_REACH = Code(
    "T602",
    "out-of-reach",
    Severity.RED,
    Text(zh="本期已无法达到目标", en="The target can no longer be reached"),
    Text(
        zh="“{name}”为 {value}，目标 {target}，期末前已无法达到",
        en="{name} is {value}; {target} can no longer be reached in this period",
    ),
)
BEHIND = Code(
    "T603",
    "behind",
    Severity.AMBER,
    Text(zh="落后于进度", en="Behind the pace"),
    Text(
        zh="“{name}”为 {value}，落后于进度（目标 {target}）",
        en="{name} is {value}, behind the pace towards {target}",
    ),
)
UNDETERMINED = Code(
    "T604",
    "undetermined",
    Severity.AMBER,
    Text(zh="无法判定", en="Undetermined"),
    Text(zh="“{name}”无法判定：{reason}", en="{name} cannot be decided: {reason}"),
)
