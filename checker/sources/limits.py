"""How large a file may be, in every way that matters, before it is refused instead of read.

Imports nothing of the project.
"""

from __future__ import annotations

from dataclasses import dataclass

MB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """What is still read. What a part inflates to is counted while inflating, never taken from a header.

    Attributes:
        file_bytes: the file itself.
        inflated_bytes: all parts of a zipped workbook together.
        part_bytes: one part.
        ratio: how many times larger than its packed form a part may be...
        ratio_from: ...once it is larger than this many bytes.
        members: parts of a zipped workbook.
        cells: filled cells of one sheet.
        area: cells from A1 to the last filled cell of one sheet, blank ones too: a reader lays them all out.
        memory_bytes: address space of the reading process (enforced on Linux).
        cpu_seconds: processor time for one file (enforced everywhere but on Windows).
        wall_seconds: time on the clock for one file, counted from when its reading began.
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
