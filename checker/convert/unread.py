"""Says once for a column that no indicator reads that some of its cells can't be read."""

from collections.abc import Sequence

from checker.codes import Code
from checker.convert.cells import Refusal
from checker.model import Flag, Place, flag, placed
from checker.model.workbook import Located, letters
from checker.text.bilingual import join_texts

COLUMN_NOT_READ = Code("W276")


def flag_column(located: Located, name: str, refusals: Sequence[Refusal]) -> Flag:
    """Flags a column that the pack doesn't ask for at its header; `refusals` are what was wrong with its cells."""
    sheet, header, column = located.sheet.name, located.headers[name], letters(located.columns[name])
    codes = {each.code.id: each.code for each in refusals}
    problems = dict.fromkeys(code.heading for _, code in sorted(codes.items()))
    return flag(
        COLUMN_NOT_READ,
        Place(sheet, located.header_row, column, located.table, name, header),
        sheet=sheet,
        column=placed(column),
        header=header,
        count=len(refusals),
        problems=placed(join_texts(problems, "、", ", "), *codes),
    )
