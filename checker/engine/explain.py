"""Finds whose number is to be explained, judges that workbook again, and gathers the rows behind its results."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from checker.definitions.catalogue import read_roster
from checker.definitions.indicator_names import find_indicator, near_indicators
from checker.definitions.load import available_packs, load_pack
from checker.definitions.packs import Pack, RosterEntry
from checker.definitions.task import Task, task_of
from checker.engine.batch import check, run
from checker.engine.checked import CheckedWorkbook
from checker.engine.declared import find_declared
from checker.engine.report import build_report
from checker.engine.several import settle_given
from checker.engine.workbooks import judge_file
from checker.frozen import dataclass
from checker.intake.files import require_file
from checker.intake.inbox import Incoming, open_inbox
from checker.intake.roster_names import find_entry, find_named_in, find_nearest
from checker.marked_copy.names import original_stem
from checker.model import Department, Report, State
from checker.model.stops import make_stop
from checker.periods import is_period, parse_period
from checker.privacy.masking import flag_message
from checker.sources.limits import Limits
from checker.sources.reader import DEFAULT, Reader
from checker.text.bilingual import Text, join_texts
from checker.text.normalize import key_form

_ADDRESS = re.compile(r"(?:'?(?P<sheet>.+?)'?[!！])?\$?(?P<column>[A-Za-z]{1,3})\$?(?P<row>[1-9][0-9]{0,6})")

#: The fewest characters of a district's name, e.g. 和平区.
_SHORTEST = 3


@dataclass(frozen=True)
class Address:
    """A cell, e.g. "Sheet!D7"; the sheet is empty if only the cell was named."""

    sheet: str
    column: str
    row: int


@dataclass(frozen=True)
class Subject:
    """What was found: the report of the workbooks, and the department, or None for the district as a whole."""

    report: Report
    department: Department | None


@dataclass(frozen=True)
class Place:
    """A folder of submissions of one pack, named as `load_pack` takes it, and period."""

    where: str
    pack: Pack
    period: str
    folder: Path

    @property
    def roster(self) -> tuple[RosterEntry, ...]:
        """The departments on the roster in that period."""
        return self.pack.on_roster(parse_period(self.period, self.pack.header.year_month))

    @property
    def words(self) -> str:
        """The options that name it."""
        return f"--pack {self.where} --period {self.period}"


def read_address(text: str) -> Address | None:
    """Reads the address of a cell; None if it is not one."""
    match = _ADDRESS.fullmatch(text.strip())
    return None if match is None else Address(match["sheet"] or "", match["column"].upper(), int(match["row"]))


def find_subject(
    who: Sequence[str],
    what: str,
    pack: str | None,
    period: str | None,
    inputs: Path | None,
    as_of: date | None,
    limits: Limits = DEFAULT,
) -> Subject:
    """Finds a workbook, judges it and gathers every row behind its numbers.

    Args:
        who: the files of a department, or else one word: its name, alias or code, or the district.
        what: an indicator or an address, which may decide which pack is meant.
        pack: as in `check`; None if only one can be meant.
        period: the same.
        inputs: the folder of the submissions; `inputs/` with a folder for each pack and period if not given.
        as_of: the last day that counts.
        limits: the limits beyond which a file is refused.

    Raises:
        Stop: nobody or several can be meant, or the workbook can't be judged; it lists the choices.
    """
    explained = "" if read_address(what) else what
    if paths := _files(who):
        reader = Reader(limits)
        report = check(paths, pack, period, as_of=as_of, reader=reader, rows="all", explained=explained, as_in_run=True)
        return Subject(report, _require_judged(_only(report)))
    [who] = who
    place, entry = _find_place(who, what, pack, period, inputs, limits)
    if entry is None:
        report = run(
            *(place.where, place.period, place.folder),
            as_of=as_of,
            rows="all",
            limits=limits,
            explained=explained,
            load=lambda _: place.pack,
        )
        return Subject(report, None)
    task = replace(task_of(place.pack, place.period, as_of), rows="all", explained=explained)
    with open_inbox(place.folder, limits) as inbox:
        checked, files = _judge_files(place, inbox.workbooks, entry, task, limits)
        settled = settle_given(checked, task, replace(inbox, workbooks=files), limits, named=False)
    report = build_report(settled.checked, task, whole=False, unread=settled.unread)
    return Subject(report, _require_judged(report.departments[0]))


def _files(who: Sequence[str]) -> list[Path]:
    """The files that are named, if all of them are files.

    Raises:
        Stop: of several words, one is no file.
    """
    paths = [Path(each) for each in who]
    if len(paths) > 1:
        for path in paths:
            require_file(path)
    return [path for path in paths if path.is_file()]


def _only(report: Report) -> Department:
    """The department of the files.

    Raises:
        Stop: they are of several.
    """
    first, *others = report.departments
    if others:
        names = join_texts((each.name for each in report.departments), "、", ", ")
        raise make_stop("explain-of-several", names=names)
    return first


def _require_judged(department: Department) -> Department:
    if department.state is State.REJECTED:
        flags = sorted(department.flags, key=lambda flag: -flag.severity)[:1]
        why = [Text(flag_message(flag, "zh"), flag_message(flag, "en")) for flag in flags]
        raise make_stop("explain-rejected", department.file, why=why[0] if why else Text("", ""))
    return department


def _find_place(
    who: str, what: str, pack: str | None, period: str | None, inputs: Path | None, limits: Limits
) -> tuple[Place, RosterEntry | None]:
    """Finds the one folder whose roster has the department and whose pack has the indicator."""
    places = list(_places(who, pack, period, inputs, quick=True))
    places = places or list(_places(who, pack, period, inputs, quick=False))
    if not places and inputs is not None and inputs.is_dir():
        declared = find_declared(inputs, pack, period, limits)
        places = [Place(name, load_pack(name), label, inputs) for name, label in declared]
    if not places:
        raise make_stop("explain-no-inputs", folder=str(inputs or Path("inputs")))
    found = [(place, entry) for place in places for entry in _entries(place, who)]
    if not found:
        raise make_stop("explain-nobody", name=who, choices=_near_names(places, who))
    fitting = found if read_address(what) else [pair for pair in found if find_indicator(pair[0].pack, what)]
    if not fitting:
        packs = {place.pack.header.id: place.pack for place, _ in found}
        choices = [name for each in packs.values() for name in near_indicators(each, what)]
        raise make_stop("unknown-indicator", pack=list(packs), name=what, choices=choices)
    if len(fitting) > 1:
        choices = [place.words for place, _ in fitting]
        raise make_stop("explain-where", name=who, choices=choices)
    return fitting[0]


def _places(who: str, pack: str | None, period: str | None, inputs: Path | None, *, quick: bool) -> Iterator[Place]:
    """Lists the folders that can be meant; `quick` loads no built-in pack whose roster doesn't name the department."""
    root = inputs or Path("inputs")
    if pack is not None and period is not None:
        own = Path(root, Path(pack).name, parse_period(period).label)
        folder = own if inputs is None or own.is_dir() else inputs
        if folder.is_dir():
            yield Place(pack, load_pack(pack), period, folder)
        return
    for folder in sorted(root.glob("*/*")) if root.is_dir() else ():
        name, label = folder.parent.name, folder.name
        if not folder.is_dir() or not is_period(label) or (pack is not None and Path(pack).name != name):
            continue
        if period is not None and parse_period(period).label != parse_period(label).label:
            continue
        if pack is None and name not in available_packs():
            continue
        roster = None if pack is not None else read_roster(name)
        if roster is None or find_entry(roster.departments, who) is not None or not quick:
            yield Place(pack or name, load_pack(pack or name), label, folder)


def _entries(place: Place, who: str) -> Iterator[RosterEntry | None]:
    """Finds the department on the roster; None stands for the district itself."""
    entry = find_entry(place.roster, who)
    if entry is not None:
        yield entry
    elif _is_district(place.pack.header.jurisdiction.text, key_form(who)):
        yield None


def _is_district(name: Text, form: str) -> bool:
    """Whether a name is the district's; in Chinese, the city before it may be left out."""
    return form == key_form(name.en) or (len(form) >= _SHORTEST and key_form(name.zh).endswith(form))


def _near_names(places: list[Place], who: str) -> list[str]:
    entries = [entry for place in places for entry in place.roster]
    near = find_nearest(entries, who) or [entry for entry in entries if entry.submits]
    return list(dict.fromkeys(entry.name.zh for entry in near))


def _judge_files(
    place: Place, files: Sequence[Incoming], entry: RosterEntry, task: Task, limits: Limits
) -> tuple[list[CheckedWorkbook], tuple[Incoming, ...]]:
    """Judges the files of a department, and returns them.

    They are found by their names, as those of others are passed over; if that finds none, every file is read.

    Raises:
        Stop: it has none.
    """
    named = {file: find_named_in(place.roster, original_stem(file.path)) for file in files}
    likely = [file for file, entries in named.items() if len(entries) != 1 or entries[0].code == entry.code]
    with Reader(limits) as reader:
        for candidates in (likely, [file for file in files if file not in likely]):
            judged = [(file, judge_file(file, task, reader)) for file in candidates]
            mine = [(file, each) for file, each in judged if each.department.code == entry.code]
            if mine:
                return [each for _, each in mine], tuple(file for file, _ in mine)
    raise make_stop("explain-not-submitted", folder=str(place.folder), name=entry.name.text)
