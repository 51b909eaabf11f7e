"""What the server has done in other processes: checks a file, makes a template, lists departments."""

import gc
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

from checker.definitions.packs import Pack
from checker.definitions.task import task_of
from checker.engine.batch import check
from checker.errors import Stop
from checker.frozen import dataclass
from checker.intake.target import Catalogue
from checker.marking import Copy, make_marked_copy
from checker.model import Department, Fault, Language, Report, State
from checker.model.faults import fault_of
from checker.privacy.masking import mask_sentence, mask_text
from checker.reporters.terminal.screens import workbook_parts
from checker.reporters.terminal.view import ALL_IN_COPY, View
from checker.runtime import collect_garbage_rarely
from checker.serve.screen import make_nodes
from checker.sources.limits import Limits
from checker.sources.reader import Reader
from checker.template import Blank, choose_departments, file_names, make_workbook
from checker.text.bilingual import Text
from checker.text.exact_json import Json
from checker.text.levels import EN, ZH, in_own_words
from checker.wording.failures import CANNOT_GO_ON, FAULT, ONLY_THE_COPY, WHAT_TO_DO
from checker.wording.next_step import next_step

#: What a `Stop` asks for by its reference: the page then offers the choice.
ASKS = {
    "which-pack": ("pack",),
    "which-period": ("period",),
    "which-pack-and-period": ("pack", "period"),
    "bad-period": ("period",),
}
MORE = Text(zh="点编码可看说明", en="Choose a code to read more about it")
#: The screen is not drawn: the page breaks its lines itself.
_WIDTH = 100


@dataclass(frozen=True)
class Asked:
    """A file to check, and what its cover sheet leaves open."""

    path: Path
    language: Language
    pack: str | None = None
    period: str | None = None
    department: str | None = None


@dataclass(frozen=True)
class Wanted:
    """A template to make, or a roster to list."""

    pack: str
    period: str
    language: Language
    department: str = ""


@dataclass(frozen=True)
class Answer:
    """A document for the page, and a workbook to download; empty if there is none."""

    document: Mapping[str, Json]
    content: bytes = b""
    faults: tuple[Fault, ...] = field(default=())


@dataclass
class _Office:
    packs: Mapping[str, str]
    limits: Limits
    catalogue: Catalogue


_office: _Office


def begin(packs: Mapping[str, str], limits: Limits) -> None:
    """Prepares a process: it keeps the packs that it has loaded; `packs` says where each of them is."""
    global _office
    collect_garbage_rarely()
    gc.freeze()  # what is loaded stays: it need not be looked through after every file
    own = tuple(Path(where) for name, where in packs.items() if where != name)
    _office = _Office(packs, limits, Catalogue(folders=own))


def check_file(asked: Asked) -> Answer:
    """Checks a file as `checker check` does, and makes its marked copy."""
    try:
        pack = asked.pack and _office.packs.get(asked.pack, asked.pack)
        reader = Reader(_office.limits)
        report = check([asked.path], pack, asked.period, asked.department, reader=reader, packs=_office.catalogue)
        return _describe(asked, report)
    except Stop as stop:
        return Answer({"stop": describe_stop(stop, asked.language)})
    except Exception as error:  # the boundary between files
        return _explain(error, asked.language)
    finally:
        gc.collect()  # the process lives long, and seldom collects garbage by itself


def make_template(wanted: Wanted) -> Answer:
    """Makes the template of one department."""
    try:
        task = task_of(_load(wanted.pack), wanted.period, None)
        (entry,) = choose_departments(task, [wanted.department])
        name = file_names([entry], wanted.language)[entry.code]
        content = make_workbook(Blank(task.pack, task.period, entry, wanted.language, name))
        return Answer({"copy": {"name": name}}, content)
    except Stop as stop:
        return Answer({"stop": describe_stop(stop, wanted.language)})
    except Exception as error:  # the boundary between requests
        return _explain(error, wanted.language)


def list_departments(wanted: Wanted) -> Answer:
    """Lists the departments that submit in a period."""
    try:
        task = task_of(_load(wanted.pack), wanted.period, None)
        entries = choose_departments(task, [])
        names: list[Json] = [{"code": each.code, "name": each.name.text.of(wanted.language)} for each in entries]
        return Answer({"departments": names, "period": task.period.label})
    except Stop as stop:
        return Answer({"stop": describe_stop(stop, wanted.language)})
    except Exception as error:  # the boundary between requests
        return _explain(error, wanted.language)


def describe_stop(stop: Stop, language: Language) -> Json:
    """Says why a file can't be checked; what the page can ask for takes the place of the advice."""
    asks = ASKS.get(stop.reference, ())
    hint = None if stop.hint is None or asks else mask_sentence(stop.hint, language)
    return {
        "reference": stop.reference,
        "message": CANNOT_GO_ON.of(language) + mask_sentence(stop.message, language),
        "hint": hint and WHAT_TO_DO.of(language) + hint,
        "asks": list(asks),
    }


def _load(pack: str) -> Pack:
    return _office.catalogue.load(_office.packs.get(pack, pack))


def _explain(error: Exception, language: Language) -> Answer:
    """Says what the system has no more of, or that the program failed."""
    try:
        fault = fault_of("serve", error)
    except Stop as stop:
        return Answer({"stop": describe_stop(stop, language)})
    return Answer({"faults": _describe_faults((fault,), language)}, faults=(fault,))


def _describe_faults(faults: tuple[Fault, ...], language: Language) -> list[Json]:
    return [f"{FAULT.of(language)}{mask_text(each.error)} ({mask_text(each.where)})" for each in faults]


@in_own_words
def _describe(asked: Asked, report: Report) -> Answer:
    language = asked.language
    (department,) = report.departments
    view = View(report, language, _WIDTH, rest=ALL_IN_COPY, more=MORE)
    copy, said = _make_copy(asked, report, department)
    step = next_step(department)
    document: dict[str, Json] = {
        "screen": make_nodes(workbook_parts(view, department)),  # type: ignore[dict-item]  # values of JSON only
        "advice": view.of(step.text),
        "urgency": step.urgency,
        "state": department.state.value,
        "sha256": department.sha256,
        "submits": bool(department.code) and department.state is not State.REJECTED and not report.faults,
        "department": {
            **{"code": department.code, "zh": department.name.zh, "name": view.of(department.name)},
            "called": view.say(f"报送{ZH.单位}", EN.Department),
        },
        "pack": report.pack,
        "title": view.of(report.pack_title),
        "period": report.period,
        "copy": None if copy is None else {"name": copy.name},
        "note": None if said is None else mask_sentence(said, language),
        "faults": _describe_faults(report.faults, language),
    }
    return Answer(document, b"" if copy is None else copy.content, report.faults)


def _make_copy(asked: Asked, report: Report, department: Department) -> tuple[Copy | None, Text | None]:
    """Makes the marked copy, and says what is to be known of it."""
    try:
        copy = make_marked_copy(asked.path, report, department, asked.language)
    except Stop as stop:
        hint = stop.hint or Text("", "")
        why = Text(f"{stop.message.zh}；{hint.zh}", f"{stop.message.en}; {hint.en}")
        return None, Text(ONLY_THE_COPY.zh + why.zh, ONLY_THE_COPY.en + why.en)
    return copy, None if copy is None else copy.note
