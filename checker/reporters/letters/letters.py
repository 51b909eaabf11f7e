"""Makes the letters of a report."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from checker.errors import Stop
from checker.frozen import dataclass
from checker.marked_copy.names import cut_name, safe_stem
from checker.model import Department, Language, Report, State
from checker.model.stops import make_stop
from checker.reporters.letters.content import Reader, fill_every, fill_notice, fill_reminder, fill_return
from checker.reporters.letters.design import draw_template
from checker.reporters.letters.fill import Template
from checker.reporters.letters.kinds import ENDING, FOLDER, KINDS, NOTICE, REMINDER, RETURN, Kind
from checker.reporters.letters.templates import find_own
from checker.text.bilingual import Text
from checker.text.ordinary_files import read_ordinary
from checker.wording.next_step import next_step

#: What the page is called for a department that has to submit again.
_SUBMIT_AGAIN = Text("退回", "return")
#: The most bytes of a department's name in the name of its page.
_LONGEST = 80


@dataclass(frozen=True)
class Letters:
    """The letters that were asked for; `templates` by kind."""

    language: Language
    templates: Mapping[str, Template]

    def make(self, report: Report, reveal: bool) -> Iterator[tuple[str, bytes]]:
        """Makes every letter, with its name below the folder of outputs.

        Without a missing department there is no reminder.

        Raises:
            Stop: a template can't be filled; it says why.
        """
        reader = Reader(report, self.language, reveal)
        every, templates = fill_every(reader), self.templates
        if report.level_words is not None:  # only the office's own templates are in its words already
            templates = {
                id: each if each.own else _built_in(each.kind, self.language) for id, each in templates.items()
            }

        def fill(kind: Kind, values: Mapping[str, object], name: str) -> tuple[str, bytes]:
            title = f"{kind.name.of(self.language)} {every['district']} {every['period']}"
            content = templates[kind.id].fill({**every, **values}, title, report.as_of)
            return f"{FOLDER}/{name}{ENDING}", content

        yield fill(NOTICE, fill_notice(reader), NOTICE.name.of(self.language))
        reminder = fill_reminder(reader)
        if reminder["missing"]:
            yield fill(REMINDER, reminder, REMINDER.name.of(self.language))
        submitted = [each for each in report.departments if each.state is not State.MISSING]
        for department, name in _name_pages(submitted, self.language):
            yield fill(RETURN, fill_return(reader, department), name)


def open_letters(folder: Path | None, language: Language) -> Letters:
    """Opens the templates: those in the office's folder, and the built-in ones for the others.

    Raises:
        Stop: a template of the office can't be used; it says why.
    """
    own = {} if folder is None else find_own(folder, language)
    templates = {}
    for kind in KINDS:
        if kind.id in own:
            template = Template(kind, str(own[kind.id]), _read(own[kind.id]), own=True)
            template.try_out()
        else:
            template = _built_in(kind, language)
        templates[kind.id] = template
    return Letters(language, templates)


def _built_in(kind: Kind, language: Language) -> Template:
    return Template(kind, kind.template(language), draw_template(kind, language))


def built_in(language: Language) -> dict[str, bytes]:
    """Returns the built-in templates in a language, by file name."""
    return {kind.template(language): draw_template(kind, language) for kind in KINDS}


def _read(path: Path) -> bytes:
    try:
        return read_ordinary(path)
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> Stop:
    return make_stop("letters-bad-template", path, why=error.strerror or str(error))


def _name_pages(departments: list[Department], language: Language) -> Iterator[tuple[Department, str]]:
    """Names each department's page after what it is for and the department; no two names differ only in case."""
    taken = set[str]()
    for each in departments:
        stem = cut_name(safe_stem(each.name.of(language)), _LONGEST) or each.code
        again = each.state is not State.ACCEPTED and next_step(each).urgency == "stop"
        word = _SUBMIT_AGAIN if again else RETURN.name
        name = f"{word.of(language)}-{stem}"
        if name.casefold() in taken:
            name = f"{name}-{safe_stem(each.code)}"
        taken.add(name.casefold())
        yield each, name
