"""Flags what contradicts the run: the cover sheet, a returned flags sheet, the file name, or the template's version.

An option counts before the cover sheet, and the cover sheet before a flags sheet; what lost is named here.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from checker.codes import Code
from checker.definitions.catalogue import find_namesake
from checker.definitions.packs import RosterEntry, version_form
from checker.definitions.task import Task
from checker.intake.roster_names import find_entry, find_named_in
from checker.locate import Cover
from checker.marked_copy.flags_sheet import Stamp
from checker.marked_copy.names import original_stem
from checker.model import Flag, Place, flag
from checker.periods import is_period, parse_period
from checker.text.bilingual import Text
from checker.text.file_names import name_of
from checker.text.normalize import word_form

COVER_DIFFERS = Code("W241")
OLD_TEMPLATE = Code("W245")
UNKNOWN_TEMPLATE = Code("W246")
FILE_OF_ANOTHER = Code("W247")
PACK_DIFFERS = Code("W260")
STAMP_DIFFERS = Code("W261")

#: How many characters of a pack's hash tell two packs apart in a sentence.
_HASH = 12


def check_cover(cover: Cover, task: Task, entry: RosterEntry | None) -> Iterator[Flag]:
    """Flags every field of the cover sheet that contradicts the run, and an old template; no `entry` if unknown."""
    headers = _find_headers(cover, task)

    def differs(field: str, asked: str) -> Flag:
        place, found = _place(cover, field), cover.values[field]
        return flag(COVER_DIFFERS, place, expected=Text(asked, asked), header=headers[field], found=found, asked=asked)

    period, month = cover.values.get("period"), task.period.window.year_month
    if period and not is_period(period, month) and is_period(f"{task.period.window.year}年{period}", month):
        period = f"{task.period.window.year}年{period}"  # 四季度 is that of the year asked for
    if period and (not is_period(period, month) or parse_period(period, month) != task.period):
        yield differs("period", task.period.label)
    pack = cover.values.get("pack")
    if pack and word_form(pack) not in {word_form(name) for name in task.pack.header.names}:
        yield differs("pack", task.pack.header.id)
    else:  # the template's version says nothing if the template is of another pack
        yield from _check_content(cover, task, headers)
        yield from _check_template(cover, task, headers)
    department = cover.values.get("department")
    if entry is not None and department and find_entry(task.pack.on_roster(task.period), department) != entry:
        yield differs("department", entry.name.zh)


def check_stamp(stamp: Stamp | None, cover: Cover, task: Task, entry: RosterEntry) -> Iterator[Flag]:
    """Flags a returned flags sheet that contradicts the options, where the cover sheet does not decide."""
    if stamp is None:
        return
    pairs = {
        "pack": (stamp.pack, task.pack.header.id),
        "department": (stamp.department, entry.code),
        "period": (stamp.period, task.period.label),
    }
    differing = {
        field: pair for field, pair in pairs.items() if pair[0] and pair[0] != pair[1] and field not in cover.values
    }
    if differing:
        found, asked = (" ".join(pair[side] for pair in differing.values()) for side in (0, 1))
        yield flag(STAMP_DIFFERS, found=found, asked=asked)


def check_file_name(path: Path, cover: Cover, task: Task) -> tuple[Flag, ...]:
    """Flags a file name that names one department of the roster when the cover sheet names another."""
    roster = task.pack.on_roster(task.period)
    own = find_entry(roster, cover.values.get("department", ""))
    others = find_named_in(roster, original_stem(path))
    if own is None or len(others) != 1 or own in others:
        return ()
    other = others[0].name
    expected = Text(
        zh=f"是{other.zh}的，改正填报说明；是{own.name.zh}的，改正文件名",
        en=f"if this is the workbook of {other.en}, correct the cover sheet; "
        f"if it is the workbook of {own.name.en}, correct the file name",
    )
    header, found = _find_headers(cover, task)["department"], cover.values["department"]
    place, file = _place(cover, "department"), name_of(path)
    return (flag(FILE_OF_ANOTHER, place, expected=expected, header=header, found=found, file=file, other=other.text),)


def _place(cover: Cover, field: str) -> Place:
    return cover.places.get(field, Place())


def _find_headers(cover: Cover, task: Task) -> dict[str, str]:
    """Finds what the cover sheet calls each field; the definition's word if the sheet lacks the field."""
    return {
        name: cover.places[name].header if name in cover.places else column.header.zh
        for name, column in task.pack.cover.columns.items()
    }


def _check_content(cover: Cover, task: Task, headers: dict[str, str]) -> Iterator[Flag]:
    """Flags a pack that the cover sheet seems to name, but that only has the name of a built-in pack."""
    named = cover.values.get("pack")
    namesake = find_namesake(task.pack, named) if named else None
    if namesake is None:
        return
    folder = "/".join(task.pack.files["pack.yaml"][0].parent.parts[-2:])
    yield flag(
        PACK_DIFFERS,
        _place(cover, "pack"),
        expected=Text(
            zh="要用内置的指标包，就不要写文件夹；要用文件夹里的，给它另起代号和名称，并改填报说明",
            en="to use the built-in pack, don't give the folder; to use the pack in the folder, give it an id and a "
            "title of its own and write them on the cover sheet",
        ),
        header=headers["pack"],
        found=named,
        folder=folder,
        built_in=namesake.header.id,
        own_hash=task.pack.sha256[:_HASH],
        built_in_hash=namesake.sha256[:_HASH],
    )


def _check_template(cover: Cover, task: Task, headers: dict[str, str]) -> Iterator[Flag]:
    """Flags a workbook that was filled in on a version of the template other than the current one."""
    version, pack = cover.values.get("template_version"), task.pack.header
    if not version or version_form(version) == version_form(pack.template_version):
        return
    forms = [version_form(each.version) for each in pack.templates]
    current = pack.template_version
    expected = Text(
        zh=f"用 {current} 版模板填报；已填的内容可以复制过去",
        en=f"version {current} of the template; you can copy into it what is already filled in",
    )
    if version_form(version) in forms:
        newer = [each.changed.text for each in pack.templates[: forms.index(version_form(version))]]
        zh, en = ([each.of(language).rstrip("。；.;") for each in newer] for language in ("zh", "en"))
        make = partial(flag, OLD_TEMPLATE, changes=Text("；".join(zh), "; ".join(en)))
    else:
        known = [each.version for each in pack.templates] or [current]
        make = partial(flag, UNKNOWN_TEMPLATE, known=Text("、".join(known), ", ".join(known)))
    place, header = _place(cover, "template_version"), headers["template_version"]
    yield make(place, expected=expected, header=header, found=version, current=current)
