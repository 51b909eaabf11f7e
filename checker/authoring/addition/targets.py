"""Reads a target as an author writes it in plain words, in either language."""

import re
from fractions import Fraction

from checker.authoring.addition.asked import Unclear
from checker.authoring.addition.vocabulary import BEHIND, COMPARISONS, TARGETS
from checker.tables.words import exact


def read_target(text: str) -> tuple[str, Fraction, str]:
    """Reads a target: the operator, the value and the value as written.

    Raises:
        Unclear: it isn't a comparison with a number.
    """
    for op, pattern in (*COMPARISONS, *TARGETS):
        found = re.fullmatch(rf"(?:{pattern})\s*(?P<number>\S+)", text.strip(), re.I)
        found = found or re.fullmatch(rf"(?P<number>\S+?)\s*(?:{BEHIND[op]})", text.strip(), re.I)
        if found and op != "not":
            number = found["number"].replace("％", "%")
            value = exact(number)
            if value is not None:
                return op, value, number
    raise Unclear(
        f"“{text}”不是目标：写“不低于 95%”“不超过 4”“高于 80%”“低于 5%”“30 及以下”“90% 及以上”“等于 0”或“>= 12”；"
        "有上下限的，先写一个，另一个写进文件；以后另有目标的，在文件中写成一列，各写 from",
        f"“{text}” is no target: write “at least 95%”, “at most 4”, “more than 80%”, “under 5%”, “30 or less”, “90% or "
        "more”, “exactly 0” or “>= 12”; of two sides, write one, and the other in the file; a target "
        "from a later day is added in the file, in a list with `from`",
    )
