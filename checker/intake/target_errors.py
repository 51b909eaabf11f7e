"""Builds the errors for a workbook that does not say what it is for: the cell, what is wrong there, the choices.

Knows the words and the cover sheet; decides nothing.
"""

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
#: Completes a period without a year, as an example.
_SOME_YEAR = "2022年"


def ask_for_pack(path: Path, cover: Cover, packs: Sequence[CatalogueEntry]) -> Stop:
    """Asks for the pack: the cover sheet names none, or one that does not exist."""
    found, cell = cut(cover.values.get("pack", ""), LONGEST_IN_MESSAGE), _name_cell(cover, "pack")
    message = Text(zh="无法确定适用哪个指标包", en="it is unclear which pack the workbook is for")
    if found:
        message = Text(
            zh=f"没有{cell.zh}中所写的指标包“{found}”", en=f"{cell.en} names a pack that does not exist: “{found}”"
        )
    titles = [(pack.header.title, pack.header.id) for pack in packs]
    return Stop(
        "which-pack",
        message,
        context=str(path),
        hint=Text(
            zh=f"请在{cell.zh}中填写指标包的名称，或加选项 --pack 和括号里的代号："
            f"{'、'.join(f'{title.zh}（{name}）' for title, name in titles)}",
            en=f"write the name of the pack in {cell.en}, or add --pack and the word in brackets: "
            f"{', '.join(f'{title.en} ({name})' for title, name in titles)}",
        ),
    )


def ask_for_period(path: Path, cover: Cover) -> Stop:
    """Asks for the period: the cover sheet gives none, or one that is incomplete or not a period."""
    found, cell = cut(cover.values.get("period", ""), LONGEST_IN_MESSAGE), _name_cell(cover, "period")
    message = Text(zh="无法确定报送期", en="it is unclear which period the workbook is for")
    fix = Text(zh="填写报送期，如 2022Q4 或 2022年第四季度", en="write the period, e.g. 2022Q4")
    if found:
        message = Text(
            zh=f"看不懂{cell.zh}中的报送期“{found}”", en=f"{cell.en} does not hold a valid period: “{found}”"
        )
        fix = Text(zh="改成 2022Q4、2022H2 或 2022 这样的写法", en="write it as 2022Q4, 2022H2 or 2022")
    if found and not _YEAR.search(found):
        message = Text(zh=f"{message.zh}，缺少四位数的年份", en=f"{message.en} has no four-digit year")
        whole = _SOME_YEAR + found
        if is_period(whole):
            fix = Text(zh=f"写上年份，如“{whole}”", en=f"add the year, e.g. “{whole}”,")
    return Stop(
        "which-period",
        message,
        context=str(path),
        hint=Text(
            zh=f"请在{cell.zh}中{fix.zh}，或加选项 --period，如 2022Q4",
            en=f"{fix.en} in {cell.en}, or add --period, e.g. 2022Q4",
        ),
    )


def ask_for_both(pack: Stop, period: Stop, path: Path) -> Stop:
    """Asks for both at once, so that nobody has to run the command three times."""
    hint = _join(pack.hint, period.hint) if pack.hint and period.hint else None
    return Stop("which-pack-and-period", _join(pack.message, period.message), context=str(path), hint=hint)


def _join(first: Text, second: Text) -> Text:
    return Text(f"{first.zh}；{second.zh}", f"{first.en}; {second.en}")


def _name_cell(cover: Cover, field: str) -> Text:
    """Names a field's cell on the cover sheet, e.g. “填报说明”表 B2; the cover sheet itself if it has no such cell."""
    place = cover.places.get(field)
    if place is None or not place.cell:
        return Text(zh="填报说明", en="the cover sheet")
    return Text(zh=f"“{place.sheet}”表 {place.cell} ", en=f"cell {place.cell} of the sheet “{place.sheet}”")
