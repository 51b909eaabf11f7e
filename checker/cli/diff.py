"""`checker indicators diff`: what changed between two versions of a pack, and whose results that changes."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console, Group
from rich.padding import Padding

from checker.cli import options
from checker.cli.help import Command
from checker.cli.pages import both, print_page
from checker.errors import Exit, Stop
from checker.model import Language
from checker.privacy.masking import mask_sentence, mask_text
from checker.reporters.terminal.line import Line
from checker.text.bilingual import Text
from checker.text.exact_json import Json
from checker.text.visible import visible

if TYPE_CHECKING:
    from checker.authoring.changes import Change
    from checker.compare.outcomes import Effect
    from checker.definitions.packs import Pack

HELP = Text(
    zh="用文字说明指标包的两个版本有哪些不同；写了工作簿文件夹，还列出哪些结果会因此改变",
    en="Say in words what differs between two versions of a pack; with workbooks, also whose results that changes",
)
OLD = Text(zh="原来的指标包，名称或文件夹", en="The pack as it was, by name or folder")
NEW = Text(zh="现在的指标包，名称或文件夹", en="The pack as it is now, by name or folder")
INPUTS = Text(
    zh="放工作簿的文件夹，按两个版本各算一遍，要同时写 --period",
    en="A folder of workbooks to judge by both versions; needs --period",
)
PERIOD = Text(zh="报送期，如 2022Q4，要同时写 --inputs", en="The period, e.g. 2022Q4; needs --inputs")
PERIOD_PLACE = Text(zh="报送期", en="PERIOD")
KINDS = {
    "pack": Text(zh="指标包", en="Pack"),
    "group": Text(zh="组别", en="Group"),
    "department": Text(zh="单位", en="Department"),
    "table": Text(zh="报送表", en="Sheet"),
    "column": Text(zh="列", en="Column"),
    "indicator": Text(zh="指标", en="Indicator"),
    "requirement": Text(zh="要求", en="Requirement"),
}


def add_to(group: typer.Typer, language: Language) -> None:
    """Adds the command."""

    @group.command("diff", cls=Command, help=HELP.of(language))
    def diff(
        old: Annotated[str, options.place("旧指标包", "OLD", OLD, language)],
        new: Annotated[str, options.place("新指标包", "NEW", NEW, language)],
        inputs: Annotated[str | None, options.option(language, "--inputs", INPUTS, options.FOLDER)] = None,
        period: Annotated[str | None, options.option(language, "--period", PERIOD, PERIOD_PLACE)] = None,
        form: Annotated[options.PageFormat, options.as_page(language)] = options.PageFormat.TEXT,
        lang: Annotated[Language, options.lang(language)] = language,
    ) -> int:
        if (inputs is None) != (period is None):
            raise _half_asked(missing="--period" if period is None else "--inputs")
        from checker.authoring.changes import pack_changes
        from checker.definitions.load import load_pack

        packs = load_pack(old), load_pack(new)
        changes = pack_changes(*packs)
        results = None if inputs is None or period is None else _effects((old, new), inputs, period)
        print_page(
            form,
            lambda: diff_document(packs, changes, results),
            lambda screen: diff_page(screen, packs, changes, results, lang),
        )
        return Exit.FLAGS if changes or results else Exit.CLEAN


def _half_asked(missing: str) -> Stop:
    return Stop(
        "half-asked",
        Text(zh=f"还缺 {missing}", en=f"{missing} is missing"),
        hint=Text(
            zh="要比较结果，--inputs 和 --period 须一起写",
            en="to compare results, give --inputs and --period together",
        ),
    )


def _effects(packs: tuple[str, str], inputs: str, period: str) -> "tuple[Effect, ...]":
    from checker.compare.outcomes import effects
    from checker.engine.batch import run_batch  # imports late: pandas and pandera

    old, new = (run_batch(pack, period, Path(inputs)) for pack in packs)
    return effects(old, new)


def diff_document(packs: "tuple[Pack, Pack]", changes: "Sequence[Change]", results: "Sequence[Effect] | None") -> Json:
    """The differences for programs; `results` is null where no workbooks were given."""
    old, new = ({"pack": pack.header.id, "version": pack.header.version, "sha256": pack.sha256} for pack in packs)
    return {
        "old": old,
        "new": new,
        "changes": [
            {
                "of": each.of,
                "id": each.id,
                "name": both(each.name),
                "part": _if_any(each.part),
                "before": _if_any(each.before),
                "after": _if_any(each.after),
            }
            for each in changes
        ],
        "results": None
        if results is None
        else [
            {
                "code": each.code,
                "department": {"zh": mask_sentence(each.department, "zh"), "en": mask_sentence(each.department, "en")},
                "indicator": each.indicator,
                "name": both(each.name),
                "before": _if_any(each.before),
                "after": _if_any(each.after),
            }
            for each in results
        ],
    }


def _if_any(text: Text | None) -> Json:
    return None if text is None else both(text)


def diff_page(
    screen: Console,
    packs: "tuple[Pack, Pack]",
    changes: "Sequence[Change]",
    results: "Sequence[Effect] | None",
    language: Language,
) -> None:
    """The differences by what they are about, then the results that differ by department."""
    if not changes:
        screen.print(Line(_nothing(packs).of(language), style="green"))
    for (of, name), group in groupby(changes, lambda each: (each.of, each.id)):
        mine = list(group)
        heading = Line.of(f"{KINDS[of].of(language)} ", "dim").append(visible(mine[0].name.of(language)), "bold")
        screen.print(Group(heading.append(f"  {visible(name)}", "dim")))
        for each in mine:
            _print_change(screen, each, language)
    if results is not None:
        _print_effects(screen, results, language)


def _nothing(packs: "tuple[Pack, Pack]") -> Text:
    old, new = packs
    if old.sha256 == new.sha256:
        return Text(zh="两个版本完全相同", en="The two are the same")
    return Text(
        zh="两个版本意思相同，只有注释、空格等写法不同",
        en="The two mean the same; only comments, blanks and the like differ",
    )


def _print_change(screen: Console, change: "Change", language: Language) -> None:
    if change.part is None:
        came = change.before is None
        said = Text(zh="新增", en="added") if came else Text(zh="删去", en="removed")
        screen.print(Padding.indent(Line(said.of(language), style="green" if came else "red"), 2))
        return
    screen.print(Padding.indent(Line(visible(change.part.of(language))), 2))
    _print_sides(screen, change.before, change.after, 4, language)


def _print_sides(screen: Console, before: Text | None, after: Text | None, indent: int, language: Language) -> None:
    for sign, text, style in (("-", before, "red"), ("+", after, "green")):
        if text is not None:
            screen.print(Padding.indent(Line(f"{sign} {visible(text.of(language))}", style=style), indent))


def _print_effects(screen: Console, results: "Sequence[Effect]", language: Language) -> None:
    if not results:
        said = Text(zh="各单位的结果都不变", en="No department's results change")
        screen.print(Line(f"\n{said.of(language)}", style="green"))
        return
    said = Text(zh="会改变的结果", en="Results that change")
    screen.print(Line(f"\n{said.of(language)}", style="bold"))
    for (name, code), group in groupby(results, lambda each: (each.department, each.code)):
        screen.print(Group(Line.of(mask_text(name.of(language)), "bold").append(f"  {code}", "dim")))
        for each in group:
            line = Line(visible(each.name.of(language))).append(f"  {each.indicator}", "dim")
            screen.print(Padding.indent(line, 2))
            _print_sides(screen, each.before, each.after, 4, language)
