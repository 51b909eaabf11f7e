"""Where the samples and the drawn workbooks take place: courts, and how cases and officers are numbered there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A district.

    Attributes:
        court: that hears its cases.
        court_code: the court's short form in case numbers.
        certificates: what the numbers of its enforcement certificates begin with.
    """

    court: str
    court_code: str
    certificates: str

    def case_no(self, year: int, number: int) -> str:
        """The number of an administrative case at first instance."""
        return f"（{year}）{self.court_code}行初{number}号"

    def officer_id(self, number: int) -> str:
        """The number of an officer's certificate."""
        return f"{self.certificates}-{number:04d}"


HEPING = Place("天津市和平区人民法院", "津0101", "津01")
HANTAI = Place("汉中市汉台区人民法院", "陕0702", "陕F")
KUNDULUN = Place("包头市昆都仑区人民法院", "内0203", "蒙B")
