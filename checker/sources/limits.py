"""The limits beyond which a file is refused instead of read."""

from checker.frozen import dataclass

MB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """The largest values that are still read. Inflated bytes are counted while inflating, never taken from a header."""

    file_bytes: int = 100 * MB
    inflated_bytes: int = 512 * MB  # all parts of a zipped workbook together
    part_bytes: int = 256 * MB  # one part, inflated
    ratio: int = 200  # how many times larger than its packed form a part of more than `ratio_from` bytes can be
    ratio_from: int = MB
    members: int = 5_000  # parts of a zipped workbook
    cells: int = 2_000_000  # filled cells of one sheet
    area: int = 32_000_000  # cells from A1 to the last filled one of a sheet; blank ones take memory too
    memory_bytes: int = 4_096 * MB  # address space of the reading process (enforced on Linux)
    cpu_seconds: int = 60  # processor time for one file (not enforced on Windows)
    wall_seconds: float = 120.0  # for one file from the start of its reading
