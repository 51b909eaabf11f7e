"""Settles which file counts where a department has several: one of them, all as parts of one, or none until it is told.

Only the files of such departments are read a second time. What no file says is asked, with what differs between them.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from checker.codes import Code
from checker.codes.shared import NOT_A_WORKBOOK, NOTHING_IN_FILE
from checker.definitions.task import Task
from checker.engine.asking import CHOOSE, CHOOSE_GIVEN, ask_which
from checker.engine.checked import CheckedWorkbook
from checker.engine.parts import find_predecessors, join_parts
from checker.frozen import dataclass
from checker.intake.inbox import Inbox, Incoming, is_named, sort_key
from checker.intake.rivals import UNREADABLE, Rival, are_parts, choose
from checker.intake.target import read_declaration
from checker.locate import read_ticks
from checker.marked_copy.edited import is_untouched
from checker.model import Department, Flag, UnreadFile, flag
from checker.model.fingerprints import add_fingerprints
from checker.model.stops import make_stop
from checker.privacy.masking import mask_for_digest
from checker.privacy.people import find_people, mark_people
from checker.sources.limits import Limits
from checker.sources.reader import DEFAULT, Reader
from checker.text.bilingual import Text
from checker.text.levels import in_own_words

OTHER_UNREADABLE = Code("W281")


@dataclass(frozen=True)
class Settled:
    """The workbooks that count, at most one of each department; and the files that don't, with the reasons."""

    checked: list[CheckedWorkbook]
    unread: tuple[UnreadFile, ...]


@in_own_words
def settle(
    checked: Sequence[CheckedWorkbook],
    task: Task,
    inbox: Inbox | None,
    use: Collection[str] = (),
    limits: Limits = DEFAULT,
) -> Settled:
    """Settles which file of each department counts.

    Without the `inbox`, the files can't be read again, and fewer of them decide.

    Raises:
        Stop: a name in `use` is that of no file.
    """
    _require_known([each.department.file for each in checked], use)
    by_code: defaultdict[str, list[CheckedWorkbook]] = defaultdict(list)
    for each in checked:
        by_code[each.department.code].append(each)
    kept, unread = list[CheckedWorkbook](), list(() if inbox is None else inbox.unread)
    for each in by_code.pop("", ()):
        if (reason := _why_stray(each)) is None or is_named(each.department.file, use):
            kept.append(each)
        else:
            unread.append(UnreadFile(each.department.file, reason))
    found = _settle_each(by_code, task, inbox, use, limits, CHOOSE)
    unread += found.unread
    return Settled([*kept, *found.checked], tuple(sorted(unread, key=lambda each: sort_key(each.name))))


@in_own_words
def settle_given(
    checked: Sequence[CheckedWorkbook], task: Task, inbox: Inbox, limits: Limits = DEFAULT, *, named: bool
) -> Settled:
    """Settles which files of a department count, of a few; whether somebody `named` each. What is nobody's stays."""
    by_code: defaultdict[str, list[CheckedWorkbook]] = defaultdict(list)
    for number, each in enumerate(checked):
        by_code[each.department.code or f"#{number}"].append(each)
    if len(by_code) == len(checked):
        return Settled(list(checked), ())
    return _settle_each(by_code, task, inbox, (), limits, CHOOSE_GIVEN if named else CHOOSE, named=named)


def _settle_each(
    by_code: Mapping[str, Sequence[CheckedWorkbook]],
    task: Task,
    inbox: Inbox | None,
    use: Collection[str],
    limits: Limits,
    how: Text,
    *,
    named: bool = False,
) -> Settled:
    kept, unread = list[CheckedWorkbook](), list[UnreadFile]()
    files = {} if inbox is None else {each.name: each for each in inbox.workbooks}
    if inbox is not None and any(len(several) > 1 for several in by_code.values()):
        inbox.fetch()
    with Reader(limits) as reader:
        for several in by_code.values():
            if len(several) > 1:
                chosen, passed = _settle(several, task, files, use, reader, how, named=named)
                kept.append(chosen)
                unread += [UnreadFile(name, reason) for name, reason in passed.items()]
            else:
                kept += several
    return Settled(kept, tuple(unread))


def _require_known(names: Sequence[str], use: Collection[str]) -> None:
    for each in use:
        if not any(is_named(name, [each]) for name in names):
            import difflib  # imports late: few names are misspelt

            near = difflib.get_close_matches(each, [str(name) for name in names], n=3, cutoff=0.5)
            raise make_stop("use-unknown", "--use", name=each, near=near or [str(name) for name in names[:3]])


def _settle(
    several: Sequence[CheckedWorkbook],
    task: Task,
    files: dict[str, Incoming],
    use: Collection[str],
    reader: Reader,
    how: Text,
    *,
    named: bool,
) -> tuple[CheckedWorkbook, dict[str, Text]]:
    ordered = sorted(several, key=lambda each: _order(each.department.file))
    by_name = {each.department.file: each for each in ordered}
    rivals = [_look_at(each, files.get(each.department.file), task, reader) for each in ordered]
    merged = find_predecessors(rivals, several[0].department.code, task)
    left, passed = choose(rivals, task.period, () if merged else use, named=named, merged=bool(merged))
    for own in merged:  # of the files of each, one counts, or all as its parts
        mine = [each for each in left if each in own]
        chosen, more = choose(mine, task.period, use, named=named)
        if len(chosen) > 1 and not are_parts(chosen):
            return ask_which(chosen, by_name, task, how), passed | more
        passed |= more
        left = [each for each in left if each.file.name not in more]
    unreadable = [name for name, reason in passed.items() if reason is UNREADABLE]
    if len(left) == 1:
        return _add_unreadable(by_name[left[0].file.name], unreadable, task), passed
    apart = are_parts(left)
    if apart or merged:
        joined = join_parts(left, [by_name[each.file.name] for each in left], task, adding=bool(merged))
        if joined is not None:
            return _add_unreadable(joined, unreadable, task), passed
    return ask_which(left, by_name, task, how), passed


def _order(name: str) -> tuple[int, int, str]:
    """The plainest name first: copies get longer ones."""
    return len(PurePosixPath(name).parts), len(name), name


def _look_at(checked: CheckedWorkbook, file: Incoming | None, task: Task, reader: Reader) -> Rival:
    """Gathers what a file says of itself; reads it again if it is here."""
    department = checked.department
    flags = add_fingerprints(task.pack.header.id, department.code, department.flags, mask_for_digest)
    refs = frozenset(each.fingerprint for each in flags)
    listed = frozenset().union(*(each.refs for each in checked.answers)) if checked.answers else None
    foreign = _foreign(department)
    rival = Rival(
        file or Incoming(_NOWHERE, department.file),
        department.sha256,
        None if foreign is None else _reason(foreign),
        listed=listed,
        found=refs,
        answered=any(each.lines for each in checked.answers),
        filled=frozenset(each.table for each in department.sheets if each.read or each.nil),
    )
    if file is None or not department.sha256:
        return rival
    workbook, _ = reader.read(file.path)
    if workbook is None or workbook.sha256 != department.sha256:  # it has changed since it was judged
        return rival
    declaration = read_declaration(workbook, task.pack.cover)
    untouched = listed is not None and is_untouched(file.path)
    ticked = bool(read_ticks(workbook, declaration.cover.sheet, task.pack.tables).places)
    return replace(rival, workbook=workbook, declaration=declaration, untouched=untouched, ticked=ticked)


def _why_stray(checked: CheckedWorkbook) -> Text | None:
    """Says why a file of nobody is no submission; None if it may be one."""
    foreign = _foreign(checked.department)
    return _reason(foreign) if foreign is not None and foreign.code == NOTHING_IN_FILE else checked.stray


def _foreign(department: Department) -> Flag | None:
    """The flag of a file that is no workbook, or has nothing in it."""
    if department.sha256:
        return None
    return next((each for each in department.flags if each.code in (NOT_A_WORKBOOK, NOTHING_IN_FILE)), None)


def _reason(foreign: Flag) -> Text:
    """Says what a file is that is no workbook, or why there is nothing in it."""
    values = dict(foreign.values)
    found = values.get("found") or values["reason"]
    said = found.text if isinstance(found.text, Text) else Text(found.text, found.text)
    if foreign.code == NOTHING_IN_FILE:
        return said
    return Text(zh=f"不是工作簿，内容是：{said.zh}", en=f"not a workbook: it is {said.en}")


def _add_unreadable(checked: CheckedWorkbook, names: Sequence[str], task: Task) -> CheckedWorkbook:
    """Flags that a department has another file that can't be read: it may be the newer one."""
    if not names:
        return checked
    department = checked.department
    own = PurePosixPath(department.file).name
    more = tuple(flag(OTHER_UNREADABLE, file=name, read=own) for name in names)
    marked = mark_people(more, find_people(task.pack, [department.file, *names], {}))
    return replace(checked, department=replace(department, flags=(*department.flags, *marked)))


_NOWHERE = Path()
