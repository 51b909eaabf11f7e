"""The program: decides the language, parses, calls one command, and turns every ending into an exit code."""

import os
from collections.abc import Sequence
from typing import Annotated

import typer

import checker
from checker.cli import check, explain, indicators, options, run, template
from checker.cli.failures import tell_fault, tell_stop
from checker.cli.help import Group
from checker.cli.language import language_of, option_value
from checker.cli.streams import ReaderGone, abandon_stdout, emit, tolerate_any_text
from checker.cli.usage import usage_stop
from checker.errors import Exit, Stop
from checker.model import Language
from checker.text.bilingual import Text

HELP = Text(
    zh="检查报送的工作簿是否达到公布的目标，并指出是哪些行、哪些单元格有问题。\n\n"
    "程序出现故障时，加 --debug（或设 CHECKER_DEBUG=1）可看详情。",
    en="Checks departments' workbooks against published targets, and shows the rows and cells that say otherwise.\n\n"
    "Should checker itself fail, --debug (or CHECKER_DEBUG=1) shows the details.",
)
VERSION = Text(zh="显示版本", en="Show the version")
DEBUG = "--debug"
#: How a shell reports a program that was interrupted, and one whose reader is gone.
INTERRUPTED, READER_GONE = 130, 141


def build(language: Language) -> typer.Typer:
    """The program's commands, described in `language`."""
    app = typer.Typer(
        cls=Group,
        rich_markup_mode=None,
        add_completion=False,
        pretty_exceptions_enable=False,
        help=HELP.of(language),
        context_settings={"help_option_names": ["--help", "-h"]},
    )

    @app.callback()
    def root(
        lang: Annotated[Language, options.lang(language)] = language,
        version: Annotated[
            bool, typer.Option("--version", help=VERSION.of(language), is_eager=True, callback=_tell_version)
        ] = False,
    ) -> None:
        """Takes the options that stand before a command; both are read before it runs."""

    for command in (check, run, template, explain, indicators):
        command.add_to(app, language)
    return app


def _tell_version(asked: bool) -> None:
    if asked:
        emit(f"checker {checker.__version__}\n")
        raise typer.Exit


def main(arguments: Sequence[str]) -> int:
    """Runs the program.

    Args:
        arguments: without the program's own name.

    Returns:
        The exit code: one of `Exit`, or what shells use for an interrupt or a closed pipe.
    """
    tolerate_any_text()
    debug = DEBUG in arguments or bool(os.environ.get("CHECKER_DEBUG"))
    given = [argument for argument in arguments if argument != DEBUG]
    language = language_of(given, os.environ)
    as_json = option_value(given, "--format") == "json"
    try:
        try:
            return _called(given, language)
        except Stop as stop:
            tell_stop(stop, language, as_json=as_json)
        except typer.TyperException as error:
            tell_stop(usage_stop(error), language, as_json=as_json)
        except ReaderGone:
            raise
        except Exception as error:  # the one place where a bug of ours surfaces: as a fault, never as bad data
            tell_fault(error, language, as_json=as_json, debug=debug)
    except KeyboardInterrupt:
        return INTERRUPTED
    except ReaderGone:
        abandon_stdout()
        return READER_GONE
    return Exit.COULD_NOT_RUN


def _called(arguments: list[str], language: Language) -> int:
    """Parses and calls; without arguments, shows the help page and exits as for a mistake."""
    command = typer.main.get_command(build(language))
    code = command.main(arguments or ["--help"], prog_name="checker", standalone_mode=False, obj=language)
    return int(code or Exit.CLEAN) if arguments else Exit.COULD_NOT_RUN
