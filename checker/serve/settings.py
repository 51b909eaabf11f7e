"""What the server was started with."""

import ipaddress
import os
from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import datetime
from pathlib import Path

from checker.errors import Stop
from checker.frozen import dataclass
from checker.model import Fault, Language
from checker.sources.limits import Limits
from checker.text.bilingual import Text

#: More than there are processors, so that a few slow files leave room for others; each takes as much memory as a check.
SPARE_JUDGES, MOST_JUDGES = 2, 10


@dataclass(frozen=True)
class OfferedPack:
    """A pack that the page offers: its title, and its built-in name or the path of its folder."""

    title: Text
    where: str


def _now() -> datetime:
    return datetime.now().astimezone()


@dataclass(frozen=True)
class Settings:
    """What the server was started with.

    Attributes:
        host: the address at which it listens.
        token: what a visitor must know; empty if nobody else can reach it.
        inbox: the folder for what departments submit; None if the page takes no submissions.
        packs: the packs that the page offers, by name.
        limits: the limits beyond which a file is refused.
        judging_seconds: the time for judging a file, after the time for reading it.
        judges: how many processes check files; each starts when it is needed.
        at_once: how many files are received or checked at a time; the others wait.
        waiting: how many requests may wait.
        tell: is told of a fault of the program.
        lack: is told what the system had too little of for a request.
        clock: gives the time for receipts.
    """

    host: str
    packs: Mapping[str, OfferedPack]
    language: Language | None = None
    token: str = ""
    inbox: Path | None = None
    limits: Limits = field(default_factory=Limits)
    judging_seconds: float = 60
    judges: int = field(default_factory=lambda: min((os.cpu_count() or 2) + SPARE_JUDGES, MOST_JUDGES))
    at_once: int = 12
    waiting: int = 100
    tell: Callable[[Fault], None] = lambda fault: None
    lack: Callable[[Stop], None] = lambda stop: None
    clock: Callable[[], datetime] = _now

    @property
    def seconds(self) -> float:
        """The time after which a check is stopped."""
        return self.limits.wall_seconds + self.judging_seconds


def is_loopback(host: str) -> bool:
    """Returns whether only this computer can reach the address."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
