"""Sees blocks of rows that are equal in two departments although their keys differ."""

from collections import defaultdict
from collections.abc import Iterable

from checker.checks.blocks import Block, digest_block, find_blocks, numbers
from checker.checks.gathered import Batch, Seen, batch_signal
from checker.codes import Code
from checker.locate.cells import list_items, list_rows
from checker.model import Place, placed
from checker.text.bilingual import Text

COPIED_BLOCK = Code("A730")


@batch_signal(COPIED_BLOCK)
def copied_blocks(batch: Batch) -> Iterable[Seen]:
    """Flags three or more consecutive rows that another department has too, with other keys.

    Two rows are equal if four or more of their filled columns outside the key are, one of them a date and one a text,
    and three quarters of the columns that both have filled in.
    """
    for table in sorted({name for prints in batch.prints.values() for name in prints}):
        prints = {code: theirs[table] for code, theirs in sorted(batch.prints.items()) if table in theirs}
        found: defaultdict[tuple[str, Block], list[tuple[str, Block]]] = defaultdict(list)
        for (one, start), (other, begin), length in find_blocks(prints):
            found[one, (start, length)].append((other, (begin, length)))
            found[other, (begin, length)].append((one, (start, length)))
        for (code, block), others in sorted(found.items()):
            named = [_name(batch, other, numbers(prints[other], theirs)) for other, theirs in sorted(others)]
            rows = placed(list_rows(numbers(prints[code], block)), digest_block(prints[code], block))
            others_named = placed(list_items(named), *(other for other, _ in others))
            yield Seen(
                code,
                Place(sheet=batch.sheet_name(code, table), table=table),
                {"rows": rows, "count": block[1], "others": others_named},
            )


def _name(batch: Batch, code: str, rows: list[int]) -> Text:
    name, listed = batch.departments[code].name, list_rows(rows)
    return Text(f"{name.zh}（第 {listed.zh} 行）", f"{name.en} (rows {listed.en})")
