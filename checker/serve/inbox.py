"""The inbox: the workbooks that departments submit on the page, in a folder that `checker run` takes as it is.

INBOX/PACK/PERIOD holds one workbook per department, the one that counts. Its hidden folder `.received` keeps every
version as it came, so nothing is ever overwritten; no command reads it.
"""

import hashlib
import os
import re
import tempfile
import threading
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from checker.frozen import dataclass
from checker.marked_copy.names import LONGEST_NAME, RESERVED, cut_name
from checker.model.stops import make_stop
from checker.outputs.files import explained, flush_folder, write_files
from checker.text.normalize import display_form
from checker.text.visible import visible

RECEIVED = ".received"
#: The endings of the files that are read as workbooks; any other file is a workbook by its content only.
ENDINGS = (".xlsx", ".xlsm", ".xls", ".et", ".ods", ".csv", ".tsv")
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_HIDING = " .~$"
#: Only the office's own account and its group read what departments submit.
_FOLDER, _FILE = 0o750, 0o640
#: So many digits of its hash are in the name of a version.
_DIGITS = 16
_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class Submission:
    """A workbook that a department submits.

    Attributes:
        department: its name on the roster in Chinese, which is the file's name whatever the language of the page.
        file: the name of the file as it came.
    """

    pack: str
    period: str
    code: str
    department: str
    file: str
    content: bytes

    @property
    def sha256(self) -> str:
        """The hash of the file."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class Stored:
    """Where a submission is now, and how many earlier versions of it are kept."""

    path: Path
    earlier: int


def prepare_inbox(inbox: Path) -> None:
    """Makes the folder, and requires that it can be written to.

    Raises:
        Stop: it can't.
    """
    try:
        _make_folder(inbox)
        with tempfile.TemporaryFile(dir=inbox):
            pass
    except OSError as error:
        raise make_stop("serve-inbox", inbox, why=error.strerror or str(error)) from error


def store(inbox: Path, submission: Submission, when: datetime) -> Stored:
    """Stores a submission, whole or not at all; it counts from now on, and earlier versions are kept.

    Raises:
        Stop: the inbox can't be written to.
    """
    folder = inbox / _safe(submission.pack) / _safe(submission.period)
    stem = _safe(submission.department) or _safe(submission.code)
    ending = Path(submission.file).suffix.lower()
    name = stem + (ending if ending in ENDINGS else ".xlsx")
    kept = folder / RECEIVED / stem
    with _one_at_a_time, explained(inbox):
        for each in (inbox, folder.parent, folder, kept.parent, kept):
            _make_folder(each)
        for place in _current(folder, stem):  # somebody may have put it there, or changed it, by hand
            _keep_unknown(kept, place)
        earlier = [path for path in kept.iterdir() if submission.sha256[:_DIGITS] not in path.name]
        _keep(kept, submission.content, when, Path(name).suffix)
        write_files(folder, {name: submission.content})
        (folder / name).chmod(_FILE)
        for place in _current(folder, stem):
            if place.name != name:
                place.unlink()
        flush_folder(folder)
    return Stored(folder / name, len(earlier))


def _current(folder: Path, stem: str) -> list[Path]:
    """The workbooks that count for the department: one, unless its last version came in another format."""
    return [path for ending in ENDINGS if (path := folder / f"{stem}{ending}").is_file() and not path.is_symlink()]


def _keep_unknown(kept: Path, path: Path) -> None:
    """Keeps a workbook whose content is none of the versions."""
    content = path.read_bytes()
    digits = hashlib.sha256(content).hexdigest()[:_DIGITS]
    if not any(digits in each.name for each in kept.iterdir()):
        _keep(kept, content, datetime.fromtimestamp(path.stat().st_mtime).astimezone(), path.suffix)


def _keep(kept: Path, content: bytes, when: datetime, ending: str) -> None:
    name = f"{when:%Y-%m-%dT%H-%M-%S}-{hashlib.sha256(content).hexdigest()[:_DIGITS]}{ending}"
    write_files(kept, {name: content})
    (kept / name).chmod(_FILE)


def _make_folder(folder: Path) -> None:
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        if os.name == "posix":
            with suppress(OSError):
                folder.chmod(_FOLDER)


def _safe(name: str) -> str:
    """Returns a name that every file system accepts, is in one folder, and is not hidden."""
    words = visible(_NOT_IN_NAMES.sub(" ", display_form(name))).split()
    safe = cut_name(" ".join(words).lstrip(_HIDING).rstrip(" ."), LONGEST_NAME - len(".xlsx"))
    return f"_{safe}" if RESERVED.fullmatch(safe) else safe
