"""What is personal in the sample workbooks, found without the program: by headers, from the tables' own YAML.

Reads more than the program does: every sheet, every row below a header, whatever became of the file. Words that a
column of names holds besides names (合计, 未出庭) are told by their form and left out.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import python_calamine

from samples.library.yaml12 import read_yaml

INDICATORS = Path(__file__).resolve().parents[2] / "indicators"
_FORMS = {
    "name": re.compile("[\u4e00-\u9fff]{2,4}|[A-Z][a-z]+ [A-Z][a-z]+"),
    "id": re.compile(r"[0-9]{17}[0-9Xx]|[0-9]{15}|999[0-9]{7}"),
    "phone": re.compile(r"1[0-9]{10}|0[0-9]{9,11}|[0-9]{7,8}"),
}


@cache
def _read_tables() -> tuple[dict[str, str], set[str]]:
    """By what a column's head says, what is personal in it; and all words that the tables use."""
    personal: dict[str, str] = {}
    words: set[str] = {"合计", "小计", "总计"}
    for path in sorted(INDICATORS.rglob("tables/*.yaml")):
        for column in read_yaml(path)["columns"].values():
            heads = _spellings(column.get("header", {}))  # a computed column has none
            words |= heads.union(*map(_spellings, column.get("choices", {}).values()))
            if column.get("personal") in _FORMS:
                personal |= dict.fromkeys(heads, column["personal"])
    return personal, words


def _spellings(labels: dict[str, Any]) -> set[str]:
    names = (labels[language] for language in ("zh", "en") if language in labels)
    return {_plain(each) for each in (*names, *labels.get("aliases", ()))}


def _plain(text: object) -> str:
    return re.sub(r"[\s*＊:：]|[（(][^）)]*[）)]", "", str(text)).casefold()


@cache
def personal_values(folder: Path) -> dict[str, set[str]]:
    """By kind, the personal values of every workbook in a folder."""
    found: dict[str, set[str]] = {kind: set() for kind in _FORMS}
    heads, words = _read_tables()
    for path in sorted(folder.iterdir()):
        for rows in _sheets(path):
            for kind, value in _under_heads(rows, heads):
                if _FORMS[kind].fullmatch(value) and _plain(value) not in words:
                    found[kind].add(value)
    return found


def _under_heads(rows: list[list[object]], heads: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Whatever stands below a personal head, or to its right as on a cover sheet."""
    columns: dict[int, str] = {}
    for row in rows:
        for place, raw in enumerate(row):
            text = str(int(raw)) if isinstance(raw, float) and raw.is_integer() else str(raw).strip()
            kind = heads.get(_plain(text))
            if kind is not None:
                columns[place] = kind
                if place + 1 < len(row):
                    yield kind, _together(str(row[place + 1]))
            elif place in columns:
                yield columns[place], _together(text)
            for label, value in re.findall(r"(\w+)[：:]\s*([\w-]+)", text):
                if _plain(label) in heads:
                    yield heads[_plain(label)], value.replace("-", "")


def _together(text: str) -> str:
    """A value without what people put between its parts; English names keep their space."""
    return text.strip() if re.fullmatch("[A-Za-z ]+", text) else re.sub(r"[\s-]", "", text)


def _sheets(path: Path) -> Iterator[list[list[object]]]:
    if path.suffix == ".csv":
        content = path.read_bytes()
        for encoding in ("utf-8-sig", "gb18030"):
            try:
                text = content.decode(encoding)
            except UnicodeDecodeError:
                continue
            yield [list(row) for row in csv.reader(text.splitlines(), delimiter="\t" if "\t" in text else ",")]
            return
        return
    try:
        book = python_calamine.CalamineWorkbook.from_path(path)
    except (python_calamine.CalamineError, python_calamine.PasswordError):
        return  # damaged on purpose, or no workbook at all: nothing of it can be in a report
    for name in book.sheet_names:
        yield book.get_sheet_by_name(name).to_python(skip_empty_area=False)
