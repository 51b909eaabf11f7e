"""The note of a seal behind a name: 区司法局（盖章）. It says where to stamp the paper and is no part of the name."""

from checker.text.late import late
from checker.text.traditional import in_simplified

_SEAL = late(
    # Blanks are never given back: on each of a long run of them, another try would begin.
    r"[(（\[【]\s*+(?:单位|加盖|签字)?\s*+(?:盖章|公章|签章|印章|章|seal|stamp)(?:处)?"
    r"\s*+[)）\]】]\s*+[:：]?\s*$"
)
_LAST = frozenset(")）]】:： ")


def strip_seal(text: str) -> str:
    """The text without the note of a seal at its end; empty if it has nothing else."""
    found = _SEAL.search(in_simplified(text)) if text[-1:] in _LAST else None
    return text[: found.start()].rstrip() if found else text
