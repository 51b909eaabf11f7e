"""The receipt for a workbook that a department submits."""

from collections.abc import Mapping
from datetime import datetime

import checker
from checker.model import Language
from checker.privacy.masking import mask_text
from checker.serve.inbox import Stored, Submission
from checker.text.bilingual import Text
from checker.text.exact_json import Json

TITLE = Text(zh="报送回执", en="Receipt")
_LABELS = {
    "pack": Text(zh="指标包", en="Pack"),
    "period": Text(zh="报送期", en="Period"),
    "file": Text(zh="文件", en="File"),
    "size": Text(zh="大小", en="Size"),
    "sha256": Text(zh="SHA-256", en="SHA-256"),
    "time": Text(zh="收到时间", en="Received"),
    "state": Text(zh="检查结果", en="Check"),
    "version": Text(zh="版本", en="Version"),
}


def make_receipt(
    submission: Submission, stored: Stored, document: Mapping[str, Json], when: datetime, language: Language
) -> dict[str, Json]:
    """Makes the receipt: its lines as [label, value], and the name of its file."""
    size, earlier = len(submission.content), stored.earlier
    first = Text(zh="首次报送", en="first version")
    again = Text(
        zh=f"第 {earlier + 1} 次报送，以这一版为准，先前的 {earlier} 版已留存",
        en=f"version {earlier + 1}: this one counts, and {earlier} earlier are kept",
    )
    values = {
        "department": str(document["department"]["name"]),  # type: ignore[index,call-overload]
        "pack": f"{document['title']}  {submission.pack}",
        "period": submission.period,
        "file": mask_text(submission.file),
        "size": Text(zh=f"{size} 字节", en=f"{size} bytes").of(language),
        "sha256": submission.sha256,
        "time": when.isoformat(sep=" ", timespec="seconds"),
        "state": str(document["advice"]),
        "version": (again if earlier else first).of(language),
    }
    labels = {"department": str(document["department"]["called"])}  # type: ignore[index,call-overload]
    labels |= {name: label.of(language) for name, label in _LABELS.items()}
    lines: list[Json] = [[labels[name], value] for name, value in values.items()]
    name = f"{TITLE.of(language)} {submission.code} {submission.period} {when:%Y-%m-%d %H%M%S}.txt"
    return {"title": TITLE.of(language), "lines": lines, "name": name, "tool": f"checker {checker.__version__}"}
