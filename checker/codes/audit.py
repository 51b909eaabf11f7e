"""Signals for the auditor: nothing is wrong with any single row, and yet somebody should look."""

from __future__ import annotations

from checker.model import Code, Severity
from checker.text.bilingual import Text

EXACTLY_AT_GOAL = Code(
    "A701",
    "exactly-at-goal",
    Severity.INFO,
    Text(zh="大量数值恰好等于要求", en="Many values sit exactly on the goal"),
    Text(
        zh="“{name}”：达到要求的 {reached} 个中有 {exact} 个恰好是 {goal}，请抽查原始材料",
        en="{name}: {exact} of the {reached} that reached the goal have exactly {goal}; look at the evidence",
    ),
)
