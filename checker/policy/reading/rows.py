"""Writes the rows of a table as lines: each cell behind the header of its column."""

from collections.abc import Iterator, Sequence


def write_rows(rows: Sequence[Sequence[str]]) -> Iterator[tuple[str, bool]]:
    """Writes each row below the first as `header: cell; header: cell`; what is no table of columns, cell by cell.

    Gives the text and whether it is a row of a table.
    """
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    if not rows:
        return
    headers = rows[0]
    if len(rows) == 1 or len(set(headers)) < 2:
        for row in rows:
            for cell in dict.fromkeys(row):
                yield cell.strip(), False
        return
    yield "; ".join(cell.strip() for cell in headers if cell.strip()), False
    for row in rows[1:]:
        if len(row) == len(headers):
            pairs = zip(headers, row, strict=True)
            text = "; ".join(f"{header.strip()}: {cell.strip()}" if header.strip() else cell for header, cell in pairs)
        else:
            text = "; ".join(cell.strip() for cell in row if cell.strip())
        yield text, True
