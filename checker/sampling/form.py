"""The sheets, labels and answers of a sample's file, for writing it and for reading it back in either language."""

from collections.abc import Mapping
from pathlib import Path

from checker.text.bilingual import Text
from checker.text.normalize import key_form
from checker.text.texts import load_texts

WORDS = load_texts(Path(__file__).with_name("form.toml"))
#: What was asked, in the order of the file; the last one is the check value.
FIELDS = (
    *("pack", "pack_sha256", "period", "as_of", "indicator", "seed", "confidence", "tolerable", "expected"),
    *("allowed", "population", "size", "check"),
)
#: The columns of the list of departments, and of the rows.
PART_COLUMNS = ("department", "workbook", "code", "passed", "drawn", "sha256")
ROW_COLUMNS = (
    *("number", "department", "sheet", "row", "key", "cells"),
    *("seen", "agrees", "remark"),
    *("lot", "identity"),
)
#: The columns that the auditor fills in.
ANSWERS = ("seen", "agrees", "remark")
YES, NO = Text("是", "yes"), Text("否", "no")
_YES = frozenset(map(key_form, ["是", "有", "对", "√", "✓", "✔", "y", "yes", "t", "true", "1"]))
_NO = frozenset(map(key_form, ["否", "无", "没有", "错", "×", "✗", "✘", "n", "no", "f", "false", "0"]))


def read_answer(text: str) -> bool | None:
    """Reads yes or no; None for anything else."""
    word = key_form(text)
    return True if word in _YES else False if word in _NO else None


def find_labels(names: tuple[str, ...]) -> Mapping[str, str]:
    """The names of labels by how they read in either language, in comparing form."""
    return {key_form(word): name for name in names for word in (WORDS[name].zh, WORDS[name].en)}
