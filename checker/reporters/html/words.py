"""The words of the page's templates and scripts, by name: those in words.toml, and the headings of all outputs."""

import tomllib

from checker.marked_copy.flags_sheet import BY, DISPOSITION, REASON
from checker.reporters.html.assets import HERE
from checker.text.bilingual import Text
from checker.wording.flags import heading
from checker.wording.headings import HEADINGS

#: The headings that the page uses, by id.
_HEADINGS = (
    *("rank", "department", "state", "score", "grade", "file", "rows_read", "rows_judged", "rows_refused"),
    *("rows_skipped", "indicator", "clause", "status", "value", "counted", "bounds", "target", "expected", "before"),
    *("excluded", "unknown", "needed", "reason"),
)
#: The headings of a flag's fields: the name in the templates and scripts, and the id of the field.
_FIELDS = {
    **{id: id for id in ("severity", "code", "sheet", "cell", "header", "observed", "difference")},
    "accepted": "expected",
    "problem": "message",
    "record_key": "key",
    "answer": DISPOSITION,
    "answer_reason": REASON,
    "answer_by": BY,
}

WORDS = {
    **{name: Text(**text) for name, text in tomllib.loads((HERE / "words.toml").read_text(encoding="utf-8")).items()},
    **{id: HEADINGS[id] for id in _HEADINGS},
    **{name: heading(id) for name, id in _FIELDS.items()},
}
