"""The program: chooses the language, parses, calls one command, and turns every ending into an exit code."""

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Annotated, Any

import typer

import checker
from checker.cli import completing
from checker.cli.commands import NAMES, Program
from checker.cli.given_files import is_workbook_like
from checker.cli.help import HelpTexts
from checker.cli.office import read_office
from checker.cli.streams import ReaderGone, discard_stdout, emit, replace_unencodable, require_names, require_streams
from checker.cli.system import ask_windows, language_of
from checker.errors import Exit, Stop
from checker.runtime import INTERRUPTED
from checker.text.bilingual import Language
from checker.text.levels import speaking

DEBUG = "--debug"
#: The variables that set the locale, the one that counts most first.
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
#: The exit code with which a shell reports a program whose output nobody reads any more.
READER_GONE = 141


def build(language: Language) -> Any:
    """Builds the program, described in `language`. Every command and group takes `--lang`, wherever it is written."""
    texts = HelpTexts("checker", language)
    app = typer.Typer(
        cls=Program,
        rich_markup_mode=None,
        add_completion=False,
        pretty_exceptions_enable=False,
        help=texts.find("help"),
        context_settings={"help_option_names": ["--help", "-h"]},
    )

    @app.callback()
    def root(
        # The language is chosen before anything is parsed: see `choose_language`.
        lang: Annotated[Language, texts.choice("--lang", ("zh", "en"), expose_value=False)] = language,
        version: Annotated[bool, texts.option("--version", is_eager=True, callback=_print_version)] = False,
        install: Annotated[
            bool, texts.option("--install-completion", is_eager=True, callback=_install_completion)
        ] = False,
        script: Annotated[bool, texts.option("--show-completion", is_eager=True, callback=_show_completion)] = False,
    ) -> None:
        """Takes the options that are written before a command."""

    program: Any = typer.main.get_command(app)
    program.hold(language)
    return program


def _print_version(asked: bool) -> None:
    if asked:
        emit(f"checker {checker.__version__}\n")
        raise typer.Exit


def _install_completion(ctx: typer.Context, asked: bool) -> None:
    if asked:
        from checker.cli.shells import install_completion

        install_completion(ctx.obj)
        raise typer.Exit


def _show_completion(asked: bool) -> None:
    if asked:
        from checker.cli.shells import completion_script

        emit(completion_script() + "\n")
        raise typer.Exit


@speaking(None)  # until a command knows its pack
def main(arguments: Sequence[str]) -> int:
    """Runs the program, whose own name is not in the arguments.

    Returns:
        The exit code: one of `Exit`, or what shells use for an interrupt or a closed pipe.
    """
    replace_unencodable()
    if completing.is_asked():
        return completing.answer(lambda: build(_language_of_office(choose_language((), os.environ))))
    debug = DEBUG in arguments or bool(os.environ.get("CHECKER_DEBUG"))
    given = [argument for argument in arguments if argument != DEBUG]
    language = choose_language(given, os.environ)
    as_json = find_option(given, "--format") == "json"
    try:
        try:
            require_streams()
            require_names()
            if find_option(given, "--lang") is None:
                language = read_office().language or language
            # Without arguments, the help page is shown, but nothing was done.
            code = build(language).main(
                name_command(given) or ["--help"], prog_name="checker", standalone_mode=False, obj=language
            )
            return int(code or Exit.CLEAN) if given else Exit.COULD_NOT_RUN
        except ReaderGone:
            raise
        except Exception as error:
            _say_why(error, language, as_json=as_json, debug=debug)
    except Stop as stop:  # the document that says why can't be written either
        _say_why(stop, language, as_json=False, debug=debug)
    except OSError as error:  # not even our words can be read
        with suppress(OSError):
            os.write(2, f"checker: {error.strerror}\n".encode())
    except KeyboardInterrupt:
        return INTERRUPTED
    except ReaderGone:
        discard_stdout()
        return READER_GONE
    return Exit.COULD_NOT_RUN


def _language_of_office(usual: Language) -> Language:
    try:
        return read_office().language or usual
    except Stop:
        return usual


def _say_why(error: Exception, language: Language, *, as_json: bool, debug: bool) -> None:
    """Says why nothing came of it; the one place where a bug of ours surfaces: as a fault, never as bad data."""
    # Imports late: most runs don't fail.
    from checker.cli.failures import explain_usage, print_fault, print_stop
    from checker.model.shortages import explain_shortage

    stop: Stop | None
    if isinstance(error, Stop):
        stop = error
    elif isinstance(error, typer.TyperException):
        stop = explain_usage(error)
    else:
        stop = explain_shortage(error)
    if stop is not None:
        print_stop(stop, language, as_json=as_json)
    else:
        print_fault(error, language, as_json=as_json, debug=debug)


def choose_language(
    arguments: Sequence[str], environment: Mapping[str, str], ask: Callable[[], int | None] = ask_windows
) -> Language:
    """Chooses the language that `--lang` names; else that of the locale, or of Windows: Chinese, or else English."""
    named = find_option(arguments, "--lang")
    if named in ("zh", "en"):
        return "zh" if named == "zh" else "en"
    locale = next((environment[name] for name in _LOCALE if environment.get(name)), "")
    if not locale:
        return language_of(ask())
    return "zh" if locale.lower().startswith("zh") else "en"


def name_command(arguments: Sequence[str]) -> list[str]:
    """Writes `check` before workbooks that stand alone, e.g. because they were dropped on the program's icon."""
    words = list(arguments)
    first = 0
    while first < len(words) and words[first].startswith("-"):
        first += 2 if words[first] == "--lang" else 1
    if first < len(words) and words[first] not in NAMES and is_workbook_like(words[first]):
        words.insert(first, "check")
    return words


def find_option(arguments: Sequence[str], option: str) -> str | None:
    """Finds the last value of an option in arguments that are not parsed yet."""
    found = None
    for index, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == option and index + 1 < len(arguments):
            found = arguments[index + 1]
        elif argument.startswith(option + "="):
            found = argument.removeprefix(option + "=")
    return found
