"""The limits beyond which a file is refused instead of read."""

from dataclasses import dataclass

MB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """The largest values that are still read. Inflated bytes are counted while inflating, never taken from a header.

    Attributes:
        file_bytes: size of the file.
        inflated_bytes: size of all parts of a zipped workbook together, inflated.
        part_bytes: size of one part, inflated.
        ratio: how many times larger than its packed form a part can be, if it has more than `ratio_from` bytes.
        members: number of parts of a zipped workbook.
        cells: filled cells of one sheet.
        area: cells from A1 to the last filled cell of one sheet, including blank ones, which take memory too.
        memory_bytes: address space of the reading process (enforced on Linux).
        cpu_seconds: processor time for one file (not enforced on Windows).
        wall_seconds: time for one file from the start of its reading.
    """

    file_bytes: int = 100 * MB
    inflated_bytes: int = 512 * MB
    part_bytes: int = 256 * MB
    ratio: int = 200
    ratio_from: int = MB
    members: int = 5_000
    cells: int = 2_000_000
    area: int = 32_000_000
    memory_bytes: int = 4_096 * MB
    cpu_seconds: int = 60
    wall_seconds: float = 120.0
