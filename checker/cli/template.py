"""`checker template`: blank workbooks, one a department, for whoever sends them out."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from checker.cli import options
from checker.cli.help import Command
from checker.cli.streams import emit, rendered
from checker.errors import Exit, Stop
from checker.model import Language
from checker.reporters.files import write_files
from checker.reporters.terminal.line import Line
from checker.text.bilingual import Text
from checker.text.visible import visible

if TYPE_CHECKING:
    from checker.definitions.task import Task

HELP = Text(
    zh="生成空白的报送工作簿，每个单位一份：封面、填写说明和它要填的各张表",
    en="Write blank workbooks, one a department: cover sheet, instructions, and the tables that it has to fill in",
)
PACK = Text(zh="指标包，内置的名称或文件夹", en="The pack, by name or folder")
PERIOD = Text(zh="报送期，如 2022Q4、2022H2、2022", en="The period, e.g. 2022Q4, 2022H2, 2022")
DEPARTMENTS = Text(
    zh="单位，写名称、简称或代码，可写多个；不写则为名册上需要报送的全部单位",
    en="Departments by name, alias or code; every one of the roster that submits if none is given",
)
OUT = Text(
    zh="写入这个文件夹；不写则为 templates/指标包/报送期",
    en="Write them to this folder; templates/PACK/PERIOD if not given",
)


def add_to(app: typer.Typer, language: Language) -> None:
    """Adds the command."""

    @app.command("template", cls=Command, help=HELP.of(language))
    def template(
        pack: Annotated[str, options.place("指标包", "PACK", PACK, language)],
        period: Annotated[str, options.place("报送期", "PERIOD", PERIOD, language)],
        departments: Annotated[list[str] | None, options.place("单位…", "DEPARTMENT...", DEPARTMENTS, language)] = None,
        out: Annotated[str | None, options.option(language, "--out", OUT, options.FOLDER)] = None,
        lang: Annotated[Language, options.lang(language)] = language,
    ) -> int:
        from checker.definitions.load import load_pack  # imports late: `--help` needs none of it
        from checker.definitions.task import task_of

        task = task_of(load_pack(pack), period, None)
        folder = Path(out) if out else Path("templates", task.pack.header.id, task.period.label)
        files = _workbooks(task, departments or [], lang)
        _spare(folder, files)
        write_files(folder, files)
        emit(rendered(lambda screen: _tell(screen, (pack, task.period.label), folder, list(files), lang)))
        return Exit.CLEAN


def _workbooks(task: "Task", departments: list[str], language: Language) -> dict[str, bytes]:
    """The blank workbooks by their files' names."""
    from checker.template import Blank, choose_departments, file_names, make_workbook

    chosen = choose_departments(task, departments)
    names = file_names(chosen, language)
    blanks = [Blank(task.pack, task.period, entry, language, names[entry.code]) for entry in chosen]
    return {blank.file: make_workbook(blank) for blank in blanks}


def _spare(folder: Path, files: Mapping[str, bytes]) -> None:
    """Refuses to write over a file that is no such blank workbook: somebody may have filled it in.

    Raises:
        Stop: there is one.
    """
    taken = [name for name, content in files.items() if _differs(folder / name, content)]
    if taken:
        zh, en = "、".join(taken), ", ".join(taken)
        raise Stop(
            "files-exist",
            Text(
                zh=f"文件夹里已有同名文件，可能已经填写：{zh}",
                en=f"files of these names exist and may be filled in: {en}",
            ),
            context=str(folder),
            hint=Text(
                zh="请先移走这些文件，或用 --out 换一个文件夹；没有写入任何文件",
                en="move them away first, or choose another folder with --out; nothing was written",
            ),
        )


def _differs(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() != content
    except FileNotFoundError:
        return False
    except OSError:  # a folder, or not to be read: in any case something else
        return True


def _tell(screen: Console, what: tuple[str, str], folder: Path, names: list[str], language: Language) -> None:
    """What was written, and what to do with it; `what` is the pack and the period, as `checker run` takes them."""
    pack, period = what
    inputs, count = Path("inputs", Path(pack).name, period), len(names)
    told = (
        Text(
            zh=f"已生成 {count} 份空白工作簿，在文件夹 {folder}：",
            en=f"{count} blank workbook{'' if count == 1 else 's'} in {folder}:",
        ),
        *(Text(f"  {name}", f"  {name}") for name in names),
        Text(
            zh=f"下一步：发给各单位填写；填好后用 checker check 文件 检查，收齐后放入 {inputs}，"
            f"用 checker run {pack} {period} 汇总",
            en=f"Next: have each filled in and checked with checker check FILE; put them into {inputs} and run "
            f"checker run {pack} {period}",
        ),
    )
    for text in told:
        screen.print(Line(visible(text.of(language))), soft_wrap=True)
