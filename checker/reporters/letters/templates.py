"""Finds the templates of the letters: the office's own, and the built-in ones for those it has none of."""

from collections.abc import Iterator
from pathlib import Path

from checker.model.stops import make_stop
from checker.reporters.letters.kinds import ENDING, KINDS
from checker.text.bilingual import Language

_LANGUAGES: tuple[Language, ...] = ("zh", "en")


def find_own(folder: Path, language: Language) -> dict[str, Path]:
    """Finds the office's templates in a language, by kind of letter.

    Raises:
        Stop: the folder can't be read, has no template in this language, or has a document with another name.
    """
    known = {kind.template(each) for kind in KINDS for each in _LANGUAGES}
    wanted = [kind.template(language) for kind in KINDS]
    try:
        found = sorted(_documents(folder))
    except OSError as error:
        raise make_stop("letters-no-folder", folder) from error
    if others := [path.name for path in found if path.name not in known]:
        raise make_stop("letters-other-name", folder / others[0], names=wanted)
    own = {kind.id: path for kind in KINDS for path in found if path.name == kind.template(language)}
    if not own:
        raise make_stop("letters-no-template", folder, names=wanted)
    return own


def _documents(folder: Path) -> Iterator[Path]:
    """Yields the documents in a folder, without hidden files and those of an open Word."""
    for path in folder.iterdir():
        if path.suffix.lower() == ENDING and not path.name.startswith(("~$", ".")):
            yield path
