"""`checker indicators`: shows and checks the definitions, for the people who write or read a pack.

Each command imports what it needs when it is called: help pages load no definitions, and lists load no pandas.
"""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, get_args

import typer

from checker.cli import options
from checker.cli.beginning import add_add, add_draft, add_new
from checker.cli.help import Command, Group, HelpTexts
from checker.cli.office import read_office
from checker.cli.streams import emit, print_page, remark
from checker.errors import Exit
from checker.text.bilingual import Language, Text
from checker.text.levels import speak

if TYPE_CHECKING:
    from checker.definitions.packs import Pack

Kind = Literal["report", "pack", "departments", "table", "indicator", "register", "parameters"]


def add_to(app: typer.Typer, language: Language) -> None:
    """Adds the group of commands."""
    group = typer.Typer(cls=Group, rich_markup_mode=None, help=HelpTexts("indicators", language).find("help"))
    app.add_typer(group, name="indicators")
    readers = (_add_list, _add_show, _add_coverage, _add_docs, _add_diff)
    for add in (*readers, _add_lint, _add_test, add_draft, add_new, add_add, _add_schema):
        add(group, language)


def _add_list(group: typer.Typer, language: Language) -> None:
    texts = HelpTexts("list", language)

    @group.command("list", cls=Command, help=texts.find("help"))
    def list_(
        pack: Annotated[str | None, texts.argument("PACK")] = None,
        clause: Annotated[str | None, texts.option("--clause", "CLAUSE")] = None,
        owner: Annotated[str | None, texts.option("--owner", "DEPARTMENT")] = None,
        form: Annotated[options.PageFormat, texts.format(options.PageFormat)] = options.PageFormat.TEXT,
    ) -> int:
        if pack is not None:
            from checker.cli import library

            loaded = _load(pack)
            chosen = library.filter_indicators(loaded, clause, owner)
            print_page(form, language, library.dump_indicators, library.print_indicators, loaded, chosen)
        elif clause is not None or owner is not None:
            from checker.model.stops import make_stop

            raise make_stop("which-pack")
        else:
            from checker.cli import packs

            print_page(form, language, packs.dump_packs, packs.print_packs)
        return Exit.CLEAN


def _load(pack: str) -> "Pack":
    """Loads a pack to tell of it in its own words."""
    from checker.definitions.levels import words_of
    from checker.definitions.load import load_pack

    loaded = load_pack(read_office().find_pack(pack))
    speak(words_of(loaded.header.levels))
    return loaded


def _add_show(group: typer.Typer, language: Language) -> None:
    texts = HelpTexts("show", language)

    @group.command("show", cls=Command, help=texts.find("help"))
    def show(
        pack: Annotated[str, texts.argument("PACK")],
        indicator: Annotated[str, texts.argument("ID")],
        form: Annotated[options.PageFormat, texts.format(options.PageFormat)] = options.PageFormat.TEXT,
    ) -> int:
        from checker.cli import library
        from checker.describe.sections import sections

        loaded = _load(pack)
        found = library.find_indicator(loaded, indicator)
        parts = sections(loaded, found)
        print_page(form, language, library.dump_description, library.print_description, found, parts)
        return Exit.CLEAN


def _add_coverage(group: typer.Typer, language: Language) -> None:
    texts = HelpTexts("coverage", language)

    @group.command("coverage", cls=Command, help=texts.find("help"))
    def coverage(
        pack: Annotated[str, texts.argument("PACK")],
        form: Annotated[options.TableFormat, texts.format(options.TableFormat)] = options.TableFormat.TEXT,
    ) -> int:
        from checker.cli import coverage as page

        loaded = _load(pack)
        if form is options.TableFormat.CSV:
            emit(page.make_csv(loaded, language).encode())
        else:
            print_page(form, language, page.dump_coverage, page.print_coverage, loaded)
        return Exit.CLEAN


def _add_docs(group: typer.Typer, language: Language) -> None:
    texts = HelpTexts("docs", language)

    @group.command("docs", cls=Command, help=texts.find("help"))
    def docs(
        pack: Annotated[str, texts.argument("PACK")], out: Annotated[Path | None, texts.option("--out", "FILE")] = None
    ) -> int:
        from checker.authoring.handbook import handbook

        page = handbook(_load(pack), language).encode()
        if out is None:
            emit(page)
        else:
            from checker.outputs.files import write_files
            from checker.privacy.masking import mask_sentence

            write_files(out.parent, {out.name: page})
            remark(mask_sentence(Text(zh=f"已写入 {out}", en=f"written: {out}"), language))
        return Exit.CLEAN


def _add_diff(group: typer.Typer, language: Language) -> None:
    texts = HelpTexts("diff", language)

    @group.command("diff", cls=Command, help=texts.find("help"))
    def diff(
        old: Annotated[str, texts.argument("OLD")],
        new: Annotated[str, texts.argument("NEW")],
        inputs: Annotated[Path | None, texts.option("--inputs", "DIR")] = None,
        period: Annotated[str | None, texts.option("--period", "PERIOD")] = None,
        form: Annotated[options.PageFormat, texts.format(options.PageFormat)] = options.PageFormat.TEXT,
    ) -> int:
        if (inputs is None) != (period is None):
            from checker.model.stops import make_stop

            raise make_stop("half-asked", missing="--period" if period is None else "--inputs")
        from checker.authoring.changes import pack_changes
        from checker.cli import diff as page
        from checker.definitions.levels import words_of
        from checker.definitions.load import load_pack

        office = read_office()
        old, new = office.find_pack(old), office.find_pack(new)
        packs = load_pack(old), load_pack(new)
        speak(words_of(packs[1].header.levels))
        changes, effects = pack_changes(*packs), None
        if inputs is not None and period is not None:
            from checker.compare.outcomes import find_effects
            from checker.engine.batch import run  # imports late: pandas and pandera

            effects = find_effects(run(old, period, inputs), run(new, period, inputs))
        print_page(form, language, page.dump_diff, page.print_diff, packs, changes, effects)
        return Exit.FLAGS if changes or effects else Exit.CLEAN


def _add_lint(group: typer.Typer, language: Language) -> None:
    texts = HelpTexts("lint", language)

    @group.command("lint", cls=Command, help=texts.find("help"))
    def lint(
        pack: Annotated[str, texts.argument("PACK")],
        form: Annotated[options.PageFormat, texts.format(options.PageFormat)] = options.PageFormat.TEXT,
    ) -> int:
        from checker.authoring.lint import lint as find_problems
        from checker.cli import library
        from checker.definitions.load import load_pack
        from checker.tables.yaml.problems import PackError

        try:
            problems = find_problems(load_pack(read_office().find_pack(pack)))
        except PackError as error:
            problems = error.problems
        print_page(form, language, library.dump_problems, library.print_problems, problems)
        return Exit.FLAGS if problems else Exit.CLEAN


def _add_test(group: typer.Typer, language: Language) -> None:
    texts = HelpTexts("test", language)

    @group.command("test", cls=Command, help=texts.find("help"))
    def test(
        pack: Annotated[str | None, texts.argument("PACK")] = None,
        coverage: Annotated[bool, texts.option("--coverage")] = False,
        form: Annotated[options.PageFormat, texts.format(options.PageFormat)] = options.PageFormat.TEXT,
    ) -> int:
        from checker.authoring.examples import run_examples
        from checker.cli import library
        from checker.definitions.load import available_packs, load_pack

        packs = [read_office().find_pack(pack)] if pack else available_packs()
        if coverage:
            from checker.authoring.example_coverage import cover_examples
            from checker.cli import example_coverage as page

            found = {name: cover_examples(load_pack(name)) for name in packs}
            print_page(form, language, page.dump_example_coverage, page.print_example_coverage, found)
            return Exit.CLEAN if all(each.complete for group in found.values() for each in group) else Exit.FLAGS
        outcomes = {name: run_examples(load_pack(name)) for name in packs}
        print_page(form, language, library.dump_examples, library.print_examples, outcomes)
        passed = all(example.passed for examples in outcomes.values() for example in examples)
        return Exit.CLEAN if passed else Exit.FLAGS


def _add_schema(group: typer.Typer, language: Language) -> None:
    texts = HelpTexts("schema", language)

    @group.command("schema", cls=Command, help=texts.find("help"))
    def schema(
        report: Annotated[bool, texts.option("--report")] = False,
        pack: Annotated[bool, texts.option("--pack")] = False,
        departments: Annotated[bool, texts.option("--departments")] = False,
        table: Annotated[bool, texts.option("--table")] = False,
        indicator: Annotated[bool, texts.option("--indicator")] = False,
        register: Annotated[bool, texts.option("--register")] = False,
        parameters: Annotated[bool, texts.option("--parameters")] = False,
    ) -> int:
        chosen = (report, pack, departments, table, indicator, register, parameters)
        asked = zip(get_args(Kind), chosen, strict=True)
        kinds = [kind for kind, is_asked in asked if is_asked]
        if len(kinds) != 1:
            from checker.model.stops import make_stop

            raise make_stop("which-schema", choices=[f"--{kind}" for kind in get_args(Kind)])
        emit(json.dumps(_make_schema(kinds[0]), ensure_ascii=False, indent=2) + "\n")
        return Exit.CLEAN


def _make_schema(kind: Kind) -> object:
    if kind == "report":
        from checker.reporters.report_schema import report_schema

        return report_schema()
    from checker.authoring.json_schema import json_schema

    return json_schema(kind)
