"""Numbers that are personal because of a cell beside them: 12345678 beside 台胞证 is a permit, alone any number."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import chain

from checker.model import Flag
from checker.model.evidence import EvidenceSheet
from checker.privacy.papers import A_DAY, PAPER
from checker.privacy.personal_data import PersonalData

_PAPER = re.compile(PAPER)
_NUMBER = re.compile("[A-Za-z]{0,2}(?:[0-9]{7,8}|[0-9]{10})")
#: Headers of numbers that belong to nobody.
_FIGURES = re.compile(
    "额|数|款|费|价|量|率|分|[（(]元|日期|时间|案号|文号|amount|count|total|date|cost|fee|score", re.IGNORECASE
)


def learn_beside_in_flag(flag: Flag, personal: PersonalData) -> None:
    """Learns the numbers in the row of a flag, if one of its cells names a paper."""
    cells = [(header, str(shown.text)) for header, shown in flag.record]
    if flag.observed is not None:
        cells.append((flag.place.header, str(flag.observed.text)))
    learn_beside(cells, personal)


def learn_beside_in_sheet(sheet: EvidenceSheet, personal: PersonalData) -> None:
    """Learns the numbers of the rows of a sheet in which a cell names a paper."""
    texts = [[str(cell.shown.text) for cell in column.cells] for column in sheet.columns]
    if names_a_paper("\n".join(chain.from_iterable(texts))):
        headers = [column.header.zh for column in sheet.columns]
        for row in sheet.by_row(texts):
            learn_beside(zip(headers, row, strict=True), personal)


def names_a_paper(text: str) -> bool:
    """Whether a text names a paper whose number is personal."""
    return _PAPER.search(text) is not None


def learn_beside(cells: Iterable[tuple[str, str]], personal: PersonalData) -> None:
    """Learns the numbers of a row, of which each cell is a header and a text, if one of its cells names a paper."""
    cells = tuple(cells)
    if not any(_PAPER.search(text) for _, text in cells):
        return
    for header, text in cells:
        number = unicodedata.normalize("NFKC", text).strip()
        if _NUMBER.fullmatch(number) and not A_DAY.fullmatch(number) and not _FIGURES.search(header):
            personal.learn(text, "id")
