"""English nouns that agree with a number."""


def counted(number: int, one: str, many: str = "") -> str:
    """Writes a number with its noun: 1 row, 2 rows, 1 entry, 2 entries."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"
