"""What is said where a workbook does not tell what it is for: which cell says what, what is missing, the choices.

Knows the words and what the cover sheet holds; decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from checker.definitions.catalogue import CatalogueEntry
from checker.errors import Stop
from checker.locate import Cover
from checker.periods import is_period
from checker.privacy.masking import LONGEST_IN_MESSAGE
from checker.text.bilingual import Text
from checker.text.visible import cut

_YEAR = re.compile(r"[12１２][0-9０-９]{3}")
#: Stands for the year in an example of how to complete a period that has none.
_SOME_YEAR = "2022年"


def no_pack(path: Path, cover: Cover, packs: Sequence[CatalogueEntry]) -> Stop:
    """That the pack cannot be told, or that there is none of the name on the cover sheet."""
    said, cell = cut(cover.values.get("pack", ""), LONGEST_IN_MESSAGE), _cell(cover, "pack")
    told = Text(zh="无法确定适用哪个指标包", en="which pack applies cannot be told")
    if said:
        told = Text(
            zh=f"没有{cell.zh}中所写的指标包“{said}”", en=f"there is no pack “{said}”, which stands in {cell.en}"
        )
    titles = [(pack.header.title, pack.header.id) for pack in packs]
    return Stop(
        "which-pack",
        told,
        context=str(path),
        hint=Text(
            zh=f"请在{cell.zh}中填写指标包的名称，或加选项 --pack 和括号里的代号："
            f"{'、'.join(f'{title.zh}（{name}）' for title, name in titles)}",
            en=f"write the pack's name into {cell.en}, or add --pack and what stands in brackets: "
            f"{', '.join(f'{title.en} ({name})' for title, name in titles)}",
        ),
    )


def no_period(path: Path, cover: Cover) -> Stop:
    """That the period cannot be told: there is none, or what stands in the cell is incomplete or none."""
    said, cell = cut(cover.values.get("period", ""), LONGEST_IN_MESSAGE), _cell(cover, "period")
    told = Text(zh="无法确定报送期", en="the period cannot be told")
    fill = Text(zh="填写报送期，如 2022Q4 或 2022年第四季度", en="write the period, e.g. 2022Q4")
    if said:
        told = Text(zh=f"看不懂{cell.zh}中的报送期“{said}”", en=f"the period “{said}” in {cell.en} cannot be read")
        fill = Text(zh="改成 2022Q4、2022H2 或 2022 这样的写法", en="write it as 2022Q4, 2022H2 or 2022")
    if said and not _YEAR.search(said):
        told = Text(zh=f"{told.zh}，缺少四位数的年份", en=f"{told.en}: the year is missing, in four digits")
        whole = _SOME_YEAR + said
        if is_period(whole):
            fill = Text(zh=f"写上年份，如“{whole}”", en=f"add the year, e.g. “{whole}”")
    return Stop(
        "which-period",
        told,
        context=str(path),
        hint=Text(
            zh=f"请在{cell.zh}中{fill.zh}，或加选项 --period，如 2022Q4",
            en=f"{fill.en}, in {cell.en}, or add --period, e.g. 2022Q4",
        ),
    )


def neither(one: Stop, other: Stop, path: Path) -> Stop:
    """Two answers in one, so that nobody has to ask twice."""
    hint = _joined(one.hint, other.hint) if one.hint and other.hint else None
    return Stop("which-pack-and-period", _joined(one.message, other.message), context=str(path), hint=hint)


def _joined(first: Text, second: Text) -> Text:
    return Text(f"{first.zh}；{second.zh}", f"{first.en}; {second.en}")


def _cell(cover: Cover, field: str) -> Text:
    """The cell of a field on the cover sheet, e.g. 填报说明 B2; the cover sheet where it has none."""
    place = cover.places.get(field)
    if place is None or not place.cell:
        return Text(zh="填报说明", en="the cover sheet")
    return Text(zh=f"“{place.sheet}”表 {place.cell} ", en=f"the sheet “{place.sheet}”, cell {place.cell}")
