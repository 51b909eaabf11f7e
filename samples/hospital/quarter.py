"""What the trusts of Northmoor submitted for December 2022, and what the region comes to."""

from __future__ import annotations

from datetime import date

from samples.hospital.ambulance import ambulance
from samples.hospital.ashbridge import ashbridge
from samples.hospital.small import calderwick, westhaven
from samples.hospital.university import university
from samples.truth import Outcome, Quarter

#: Of all hospitals, of which one is missing: only what a single patient misses is decided without it.
_HOSPITALS = {
    "ae-four-hours": Outcome("undetermined", 39, 43, unknown=2),
    "ae-trolley-waits": Outcome("undetermined", 0),
    # 20, then 30 for 28 patients: the 21st and the 22nd of 42 are among them
    "ae-time-to-treatment": Outcome("undetermined", None, 42, excluded=1, unknown=1, change="30"),
    "handover-15": Outcome("undetermined", 24, 34),
    "handover-30": Outcome("undetermined", 32, 34),
    "handover-60": Outcome("missed", 33, 34),
    "rtt-18-weeks": Outcome("undetermined", 36, 40),
    "rtt-52-weeks": Outcome("missed", 1),
    "diagnostics-six-weeks": Outcome("undetermined", 1, 22),
    "cancer-28-days": Outcome("undetermined", 5, 6),
    "cancer-31-days": Outcome("undetermined", 4, 4),
    "cancer-62-days": Outcome("undetermined", 3, 3),
    "cancelled-operations": Outcome("missed", 2, 3),
    "complaints-acknowledged": Outcome("missed", 3, 4),
}


def quarter() -> Quarter:
    """December 2022: five workbooks, and none from Penmarsh."""
    service = ambulance()
    responses = {name: outcome for name, outcome in service.outcomes.items() if name.startswith("cat")}
    return Quarter(
        "hospital",
        "2022-12",
        date(2022, 12, 31),
        [university(), ashbridge(), calderwick(), westhaven(), service],
        missing={"pdh": "Penmarsh District Hospital"},
        outcomes={**_HOSPITALS, **responses},
    )
