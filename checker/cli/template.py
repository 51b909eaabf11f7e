"""`checker template`: writes blank workbooks, one per department, for the office that sends them out."""

import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from checker.cli.help import Command, HelpTexts
from checker.cli.office import read_office
from checker.cli.streams import capture, emit
from checker.errors import Exit, raise_shortage
from checker.model import Language
from checker.model.stops import make_stop
from checker.outputs.files import write_files
from checker.reporters.terminal.line import Line
from checker.text.bilingual import Text
from checker.text.levels import EN, ZH, speak
from checker.text.ordinary_files import read_ordinary
from checker.text.visible import visible

if TYPE_CHECKING:
    from checker.definitions.task import Task
    from checker.template.carried import Carried


def add_to(app: typer.Typer, language: Language) -> None:
    """Adds the command."""
    texts = HelpTexts("template", language)

    @app.command("template", cls=Command, help=texts.find("help"))
    def template(
        pack: Annotated[str, texts.argument("PACK")],
        period: Annotated[str, texts.argument("PERIOD")],
        departments: Annotated[list[str] | None, texts.argument("DEPARTMENT...")] = None,
        out: Annotated[Path | None, texts.option("--out", "DIR")] = None,
        ledger: Annotated[str | None, texts.option("--ledger", "URL")] = None,
        no_ledger: Annotated[bool, texts.option("--no-ledger")] = False,
    ) -> int:
        from checker.definitions.load import load_pack  # imports late: `--help` needs none of it
        from checker.definitions.task import task_of
        from checker.template import Blank, choose_departments, file_names, make_workbook

        office = read_office()
        task = task_of(load_pack(office.find_pack(pack)), period, None)
        speak(task.level_words)
        folder = out or Path("templates", task.pack.header.id, task.period.label)
        chosen = choose_departments(task, departments or [])
        names = file_names(chosen, language)
        url = None if no_ledger else ledger or _existing(office.ledger)
        carried = {} if url is None else _read_carried(url, task)
        blanks = [
            Blank(task.pack, task.period, entry, language, names[entry.code], carried.get(entry.code, {}))
            for entry in chosen
        ]
        files = {blank.file: make_workbook(blank) for blank in blanks}
        require_unfilled(folder, files)
        write_files(folder, files)
        names_pack = all(blank.names_pack for blank in blanks)
        written = folder, list(files)
        emit(capture(lambda screen: _print_written(screen, pack, names_pack, task.period.label, *written, language)))
        return Exit.CLEAN


def _existing(ledger: str | None) -> str | None:
    """Returns the office's ledger; None if it has none, or no run has begun it yet."""
    return None if ledger is None or ("://" not in ledger and not Path(ledger).exists()) else ledger


def _read_carried(url: str, task: "Task") -> dict[str, dict[str, "Carried"]]:
    """Reads what the ledger has to fill in: rosters, and rows that were still open.

    Raises:
        Stop: there is no such ledger.
    """
    from checker.history.carried import read_carried
    from checker.ledger.store import open_ledger

    return read_carried(open_ledger(url), task.pack, task.period)


def require_unfilled(folder: Path, files: Mapping[str, bytes]) -> None:
    """Refuses to overwrite a file that is not the same blank workbook: somebody may have filled it in.

    Raises:
        Stop: there is such a file.
    """
    if taken := [name for name, content in files.items() if _differs(folder / name, content)]:
        raise make_stop("files-exist", folder, names=taken)


def _differs(path: Path, content: bytes) -> bool:
    try:
        return read_ordinary(path) != content
    except OSError as error:  # a folder, or a file that can't be read, is not the blank workbook in any case
        raise_shortage(error)
        return not isinstance(error, FileNotFoundError)


def _print_written(
    screen: Console, pack: str, names_pack: bool, period: str, folder: Path, names: list[str], language: Language
) -> None:
    """Prints what was written and what to do with it; `pack` as given, because `checker run` takes it like that too.

    `names_pack`: whether the cover sheets say for which pack they are.
    """
    from checker.definitions.built_in import available_packs

    office = read_office()
    inputs, count = (office.inputs or Path("inputs")) / Path(pack).name / period, len(names)
    found, known = office.find_pack(pack), {path.resolve() for path in office.known_packs()}
    is_known = found in available_packs() or Path(found).resolve() in known  # else a workbook doesn't say where it is
    pack = shlex.quote(pack)
    check = "" if is_known and names_pack else f" --pack {pack}"
    texts = (
        Text(
            zh=f"已生成 {count} 份空白模板，在文件夹 {folder}：",
            en=f"{count} blank workbook{'' if count == 1 else 's'} in {folder}:",
        ),
        *(Text(f"  {name}", f"  {name}") for name in names),
        Text(
            zh=f"下一步：发给各{ZH.单位}填写，填好后用 checker check 文件{check} 检查；收齐后放入 {inputs}，"
            f"用 checker run {pack} {period} 汇总",
            en=f"Next: send them to the {EN.departments}, which fill them in and run checker check FILE{check}; "
            f"collect them in {inputs} and run checker run {pack} {period}",
        ),
    )
    for text in texts:
        screen.print(Line(visible(text.of(language))), soft_wrap=True)
