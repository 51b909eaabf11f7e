"""`checker indicators`: the library of definitions, for whoever writes or reads a pack.

Each command imports what it needs when it is called: help pages load no definitions, and lists load no pandas.
"""

import json
from collections.abc import Callable
from typing import Annotated, Literal

import typer
from rich.console import Console

from checker.cli import options
from checker.cli.help import Command, Group
from checker.cli.streams import emit, rendered
from checker.errors import Exit, Stop, Text
from checker.model import Language
from checker.reporters.report_json import Json, dumps

HELP = Text(zh="查看、检查和测试指标定义", en="Show, check and test the definitions of indicators")
LIST = Text(zh="列出指标包；写了指标包则列出它的指标", en="List the packs, or the indicators of one")
SHOW = Text(zh="用文字说明一个指标", en="Describe an indicator in words")
LINT = Text(zh="检查指标包的定义", en="Check the definitions of a pack")
TEST = Text(zh="运行指标自带的例子", en="Run the worked examples of indicators")
SCHEMA = Text(
    zh="打印 JSON Schema：结果文件的，或某种定义文件的",
    en="Print the JSON Schema of the report or of a kind of definition",
)
PACK = Text(zh="指标包，内置的名称或文件夹", en="The pack, by name or folder")
EVERY_PACK = Text(zh="指标包；不写则为全部内置的指标包", en="The pack; every built-in one if not given")
INDICATOR = Text(zh="指标编号", en="The indicator's id")
Kind = Literal["report", "pack", "departments", "table", "indicator"]
KINDS: dict[Kind, Text] = {
    "report": Text(zh="结果文件 report.json", en="The report, report.json"),
    "pack": Text(zh="pack.yaml", en="pack.yaml"),
    "departments": Text(zh="departments.yaml", en="departments.yaml"),
    "table": Text(zh="tables/ 中的报送表", en="A table in tables/"),
    "indicator": Text(zh="指标", en="An indicator"),
}


def add_to(app: typer.Typer, language: Language) -> None:
    """Adds the group of commands."""
    group = typer.Typer(cls=Group, rich_markup_mode=None, help=HELP.of(language))
    app.add_typer(group, name="indicators")
    for add in (_add_list, _add_show, _add_lint, _add_test, _add_schema):
        add(group, language)


def _place(zh: str, en: str, said: Text, language: Language) -> typer.models.ArgumentInfo:
    info: typer.models.ArgumentInfo = typer.Argument(metavar=Text(zh, en).of(language), help=said.of(language))
    return info


def _print(form: options.PageFormat, document: Callable[[], Json], page: Callable[[Console], None]) -> None:
    emit(dumps(document()).encode() if form is options.PageFormat.JSON else rendered(page))


def _add_list(group: typer.Typer, language: Language) -> None:
    @group.command("list", cls=Command, help=LIST.of(language))
    def list_(
        pack: Annotated[str | None, _place("指标包", "PACK", PACK, language)] = None,
        form: Annotated[options.PageFormat, options.as_page(language)] = options.PageFormat.TEXT,
        lang: Annotated[Language, options.lang(language)] = language,
    ) -> int:
        from checker.cli import library
        from checker.definitions.load import load_pack

        if pack is None:
            _print(form, library.packs_document, lambda screen: library.packs_page(screen, lang))
        else:
            loaded = load_pack(pack)
            _print(
                form,
                lambda: library.indicators_document(loaded),
                lambda screen: library.indicators_page(screen, loaded, lang),
            )
        return Exit.CLEAN


def _add_show(group: typer.Typer, language: Language) -> None:
    @group.command("show", cls=Command, help=SHOW.of(language))
    def show(
        pack: Annotated[str, _place("指标包", "PACK", PACK, language)],
        indicator: Annotated[str, _place("编号", "ID", INDICATOR, language)],
        form: Annotated[options.PageFormat, options.as_page(language)] = options.PageFormat.TEXT,
        lang: Annotated[Language, options.lang(language)] = language,
    ) -> int:
        from checker.cli import library
        from checker.definitions.describe import sections
        from checker.definitions.load import load_pack

        loaded = load_pack(pack)
        found = library.find_indicator(loaded, indicator)
        told = sections(loaded, found)
        _print(
            form,
            lambda: library.description_document(found, told),
            lambda screen: library.description_page(screen, found, told, lang),
        )
        return Exit.CLEAN


def _add_lint(group: typer.Typer, language: Language) -> None:
    @group.command("lint", cls=Command, help=LINT.of(language))
    def lint(
        pack: Annotated[str, _place("指标包", "PACK", PACK, language)],
        form: Annotated[options.PageFormat, options.as_page(language)] = options.PageFormat.TEXT,
        lang: Annotated[Language, options.lang(language)] = language,
    ) -> int:
        from checker.cli import library
        from checker.definitions.lint import lint as warnings
        from checker.definitions.load import load_pack
        from checker.definitions.problems import PackError

        try:
            problems = warnings(load_pack(pack))
        except PackError as error:
            problems = error.problems
        _print(
            form,
            lambda: library.problems_document(problems),
            lambda screen: library.problems_page(screen, problems, lang),
        )
        return Exit.FINDINGS if problems else Exit.CLEAN


def _add_test(group: typer.Typer, language: Language) -> None:
    @group.command("test", cls=Command, help=TEST.of(language))
    def test(
        pack: Annotated[str | None, _place("指标包", "PACK", EVERY_PACK, language)] = None,
        form: Annotated[options.PageFormat, options.as_page(language)] = options.PageFormat.TEXT,
        lang: Annotated[Language, options.lang(language)] = language,
    ) -> int:
        from checker.cli import library
        from checker.definitions.load import available_packs, load_pack
        from checker.examples import run_examples

        packs = [pack] if pack else available_packs()
        outcomes = {name: run_examples(load_pack(name)) for name in packs}
        _print(
            form,
            lambda: library.examples_document(outcomes),
            lambda screen: library.examples_page(screen, outcomes, lang),
        )
        passed = all(example.passed for examples in outcomes.values() for example in examples)
        return Exit.CLEAN if passed else Exit.FINDINGS


def _add_schema(group: typer.Typer, language: Language) -> None:
    @group.command("schema", cls=Command, help=SCHEMA.of(language))
    def schema(
        report: Annotated[bool, options.option(language, "--report", KINDS["report"])] = False,
        pack: Annotated[bool, options.option(language, "--pack", KINDS["pack"])] = False,
        departments: Annotated[bool, options.option(language, "--departments", KINDS["departments"])] = False,
        table: Annotated[bool, options.option(language, "--table", KINDS["table"])] = False,
        indicator: Annotated[bool, options.option(language, "--indicator", KINDS["indicator"])] = False,
        lang: Annotated[Language, options.lang(language)] = language,
    ) -> int:
        asked = dict(zip(KINDS, (report, pack, departments, table, indicator), strict=True))
        kinds = [kind for kind, is_asked in asked.items() if is_asked]
        if len(kinds) != 1:
            choices = [f"--{kind}" for kind in KINDS]
            raise Stop(
                "which-schema",
                Text(zh="请写明要哪一种，只写一个", en="say which one, and one only"),
                hint=Text(zh=f"可以写：{'、'.join(choices)}", en=f"choose from: {', '.join(choices)}"),
            )
        emit(json.dumps(_schema(kinds[0]), ensure_ascii=False, indent=2) + "\n")
        return Exit.CLEAN


def _schema(kind: Kind) -> object:
    if kind == "report":
        from checker.reporters.report_schema import report_schema

        return report_schema()
    from checker.definitions.schema import json_schema

    return json_schema(kind)
