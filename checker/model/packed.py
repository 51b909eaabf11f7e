"""What is kept of every workbook until the outputs are written, in a tenth of the memory: packed, and unpacked to look.

The rows behind the numbers of a thousand workbooks are a gigabyte of objects. Outputs need them one department after
the other, so what was looked at last stays unpacked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Self

from checker.frozen import dataclass
from checker.model.evidence import Behind, Evidence, EvidenceSheet
from checker.model.measured import Measured
from checker.model.packing import Handled, NotStoredError, Packing


@dataclass(frozen=True)
class _Months:
    measured: tuple[Measured, ...]


_EVIDENCE, _MONTHS = Packing(Evidence), Packing(_Months)
#: What was unpacked last, with the bytes that it was in.
_last: tuple[bytes, Evidence] = b"", Evidence()


class PackedEvidence(Evidence):
    """The rows behind the results of one department, packed."""

    content: bytes
    _length: int

    def __init__(self, content: bytes, length: int) -> None:
        """Takes the packed bytes."""
        vars(self).update(content=content, _length=length)

    @classmethod
    def pack(cls, evidence: Evidence) -> Self:
        """Packs them."""
        return cls(_EVIDENCE.dump(evidence), evidence.length)

    def unpack(self) -> Evidence:
        """Unpacks them.

        Raises:
            NotStoredError: the bytes are something else.
        """
        global _last
        if _last[0] is not self.content:
            _last = self.content, _EVIDENCE.load(self.content)
        return _last[1]

    @property
    def sheets(self) -> tuple[EvidenceSheet, ...]:
        """As of `Evidence`."""
        return self.unpack().sheets

    @property
    def results(self) -> tuple[Behind, ...]:
        """As of `Evidence`."""
        return self.unpack().results

    @property
    def length(self) -> int:
        """As of `Evidence`."""
        return self._length

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Evidence) and (self.sheets, self.results) == (other.sheets, other.results)

    def __hash__(self) -> int:
        return hash(Evidence(self.sheets, self.results))

    def __reduce__(self) -> tuple[type[Self], tuple[bytes, int]]:
        return type(self), (self.content, self.length)


class PackedMonths(Mapping[str, tuple[Measured, ...]]):
    """What was measured month by month, by indicator, packed."""

    def __init__(self, content: dict[str, bytes]) -> None:
        """Takes the packed bytes of each indicator."""
        self.content = content

    @classmethod
    def pack(cls, monthly: Mapping[str, tuple[Measured, ...]]) -> Self:
        """Packs it."""
        return cls({indicator: _MONTHS.dump(_Months(measured)) for indicator, measured in monthly.items()})

    def __getitem__(self, indicator: str) -> tuple[Measured, ...]:
        return _MONTHS.load(self.content[indicator]).measured

    def __iter__(self) -> Iterator[str]:
        return iter(self.content)

    def __len__(self) -> int:
        return len(self.content)


def packed_classes() -> dict[type, Handled]:
    """How a value that holds something packed is packed itself."""
    return {
        PackedEvidence: (_make_evidence, lambda evidence: (evidence.content, evidence.length)),
        PackedMonths: (_make_months, lambda months: (months.content,)),
    }


def _make_evidence(content: bytes, length: int) -> PackedEvidence:
    # Whoever looks at them later can't say that the file is damaged.
    if type(content) is not bytes or _EVIDENCE.load(content).length != length:
        raise NotStoredError("rows are not packed")
    return PackedEvidence(content, length)


def _make_months(content: dict[str, bytes]) -> PackedMonths:
    if type(content) is not dict or any(type(each) is not bytes for each in content.values()):
        raise NotStoredError("months are not packed")
    for each in content.values():
        _MONTHS.load(each)
    return PackedMonths(content)
