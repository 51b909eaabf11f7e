"""`checker indicators`: the library of definitions, for whoever writes or reads a pack.

Each command imports what it needs when it is called: help pages load no definitions, and lists load no pandas.
"""

import json
from typing import Annotated, Literal

import typer

from checker.cli import coverage, docs, options
from checker.cli import diff as difference
from checker.cli.help import Command, Group
from checker.cli.pages import print_page
from checker.cli.streams import emit
from checker.errors import Exit, Stop
from checker.model import Language
from checker.text.bilingual import Text

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
CLAUSE = Text(zh="只列这一条的指标，如二十七或 27", en="Only indicators of this clause, e.g. 27 for the 27th")
CLAUSE_PLACE = Text(zh="条款", en="CLAUSE")
OWNER = Text(zh="只列由这个单位负责数据的指标", en="Only indicators for whose data this department answers")
OWNER_PLACE = Text(zh="单位", en="DEPARTMENT")
Kind = Literal["report", "pack", "departments", "table", "indicator", "register"]
KINDS: dict[Kind, Text] = {
    "report": Text(zh="结果文件 report.json", en="The report, report.json"),
    "pack": Text(zh="pack.yaml", en="pack.yaml"),
    "departments": Text(zh="departments.yaml", en="departments.yaml"),
    "table": Text(zh="tables/ 中的报送表", en="A table in tables/"),
    "indicator": Text(zh="指标", en="An indicator"),
    "register": Text(zh="register.yaml", en="register.yaml"),
}


def add_to(app: typer.Typer, language: Language) -> None:
    """Adds the group of commands."""
    group = typer.Typer(cls=Group, rich_markup_mode=None, help=HELP.of(language))
    app.add_typer(group, name="indicators")
    for add in (_add_list, _add_show, coverage.add_to, docs.add_to, difference.add_to):
        add(group, language)
    for add in (_add_lint, _add_test, _add_schema):
        add(group, language)


def _add_list(group: typer.Typer, language: Language) -> None:
    @group.command("list", cls=Command, help=LIST.of(language))
    def list_(
        pack: Annotated[str | None, options.place("指标包", "PACK", PACK, language)] = None,
        clause: Annotated[str | None, options.option(language, "--clause", CLAUSE, CLAUSE_PLACE)] = None,
        owner: Annotated[str | None, options.option(language, "--owner", OWNER, OWNER_PLACE)] = None,
        form: Annotated[options.PageFormat, options.as_page(language)] = options.PageFormat.TEXT,
        lang: Annotated[Language, options.lang(language)] = language,
    ) -> int:
        from checker.cli import library
        from checker.cli.filters import filter_indicators
        from checker.definitions.load import load_pack

        if pack is not None:
            loaded = load_pack(pack)
            chosen = filter_indicators(loaded, clause, owner)
            print_page(
                form,
                lambda: library.indicators_document(loaded, chosen),
                lambda screen: library.indicators_page(screen, loaded, chosen, lang),
            )
        elif clause is not None or owner is not None:
            raise Stop(
                "which-pack",
                Text(zh="没有写要列哪个指标包", en="which pack to list is not said"),
                hint=Text(
                    zh="请写明指标包：checker indicators list 指标包 --clause 条款",
                    en="name the pack: checker indicators list PACK --clause CLAUSE",
                ),
            )
        else:
            print_page(form, library.packs_document, lambda screen: library.packs_page(screen, lang))
        return Exit.CLEAN


def _add_show(group: typer.Typer, language: Language) -> None:
    @group.command("show", cls=Command, help=SHOW.of(language))
    def show(
        pack: Annotated[str, options.place("指标包", "PACK", PACK, language)],
        indicator: Annotated[str, options.place("编号", "ID", INDICATOR, language)],
        form: Annotated[options.PageFormat, options.as_page(language)] = options.PageFormat.TEXT,
        lang: Annotated[Language, options.lang(language)] = language,
    ) -> int:
        from checker.cli import library
        from checker.definitions.load import load_pack
        from checker.describe.sections import sections

        loaded = load_pack(pack)
        found = library.find_indicator(loaded, indicator)
        told = sections(loaded, found)
        print_page(
            form,
            lambda: library.description_document(found, told),
            lambda screen: library.description_page(screen, found, told, lang),
        )
        return Exit.CLEAN


def _add_lint(group: typer.Typer, language: Language) -> None:
    @group.command("lint", cls=Command, help=LINT.of(language))
    def lint(
        pack: Annotated[str, options.place("指标包", "PACK", PACK, language)],
        form: Annotated[options.PageFormat, options.as_page(language)] = options.PageFormat.TEXT,
        lang: Annotated[Language, options.lang(language)] = language,
    ) -> int:
        from checker.authoring.lint import lint as warnings
        from checker.cli import library
        from checker.definitions.load import load_pack
        from checker.tables.yaml.problems import PackError

        try:
            problems = warnings(load_pack(pack))
        except PackError as error:
            problems = error.problems
        print_page(
            form,
            lambda: library.problems_document(problems),
            lambda screen: library.problems_page(screen, problems, lang),
        )
        return Exit.FLAGS if problems else Exit.CLEAN


def _add_test(group: typer.Typer, language: Language) -> None:
    @group.command("test", cls=Command, help=TEST.of(language))
    def test(
        pack: Annotated[str | None, options.place("指标包", "PACK", EVERY_PACK, language)] = None,
        form: Annotated[options.PageFormat, options.as_page(language)] = options.PageFormat.TEXT,
        lang: Annotated[Language, options.lang(language)] = language,
    ) -> int:
        from checker.authoring.examples import run_examples
        from checker.cli import library
        from checker.definitions.load import available_packs, load_pack

        packs = [pack] if pack else available_packs()
        outcomes = {name: run_examples(load_pack(name)) for name in packs}
        print_page(
            form,
            lambda: library.examples_document(outcomes),
            lambda screen: library.examples_page(screen, outcomes, lang),
        )
        passed = all(example.passed for examples in outcomes.values() for example in examples)
        return Exit.CLEAN if passed else Exit.FLAGS


def _add_schema(group: typer.Typer, language: Language) -> None:
    @group.command("schema", cls=Command, help=SCHEMA.of(language))
    def schema(
        report: Annotated[bool, options.option(language, "--report", KINDS["report"])] = False,
        pack: Annotated[bool, options.option(language, "--pack", KINDS["pack"])] = False,
        departments: Annotated[bool, options.option(language, "--departments", KINDS["departments"])] = False,
        table: Annotated[bool, options.option(language, "--table", KINDS["table"])] = False,
        indicator: Annotated[bool, options.option(language, "--indicator", KINDS["indicator"])] = False,
        register: Annotated[bool, options.option(language, "--register", KINDS["register"])] = False,
        lang: Annotated[Language, options.lang(language)] = language,
    ) -> int:
        asked = dict(zip(KINDS, (report, pack, departments, table, indicator, register), strict=True))
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
    from checker.authoring.json_schema import json_schema

    return json_schema(kind)
