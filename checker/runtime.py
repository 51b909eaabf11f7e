"""Sets how a process of the program runs. Every process starts with this module, so it loads next to nothing."""

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path
    from typing import NoReturn

#: New objects between two passes. Hundreds of thousands of rows live as long as the program; with Python's default,
#: going over them again and again would take a fifth of the time of a check.
_OBJECTS_BETWEEN_PASSES = 2_000_000

#: What pandas and pandera load if they find it, or look for again and again. Nothing here needs any of them, and
#: without them the program does the same, faster, wherever it is installed.
_LEFT_OUT = ("bottleneck", "geopandas", "hypothesis", "ibis", "modin", "numexpr", "polars", "pyarrow", "pyspark")


#: How the names of temporary folders begin that are locked as long as they are in use.
_LOCKED = "checker.temporary."
#: The exit code with which a shell reports an interrupted program.
INTERRUPTED = 130
#: The first argument with which a frozen program, which has no interpreter beside it, starts its reading process.
READING = "--reading-process"


def prepare_process() -> None:
    """Makes this process start and run fast; to be called before any library is loaded."""
    collect_garbage_rarely()
    # numpy's library starts one thread per processor when it is loaded, and nothing here multiplies matrices.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # pydantic would read the description of every installed package, looking for plugins.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # To hear that there are no plugins, it would still load what reads those descriptions.
    plugins: Any = type(sys)("pydantic.plugin._loader")
    plugins.get_plugins = tuple
    sys.modules.setdefault("pydantic.plugin._loader", plugins)
    for name in _LEFT_OUT:
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]  # "not installed", without a search


def collect_garbage_rarely() -> None:
    """Makes the garbage collector of this process run rarely."""
    gc.set_threshold(_OBJECTS_BETWEEN_PASSES, 20, 100)


@contextmanager
def collecting_own_garbage() -> Iterator[None]:
    """Collects the garbage that the block leaves, looking at no object that was there before it."""
    gc.freeze()
    try:
        yield
    finally:
        gc.collect()
        gc.unfreeze()


def tidy_up_when_ended() -> None:
    """Makes a request to end (SIGTERM, a closed terminal) remove the files on their way, as an interrupt does."""
    import signal

    def end(number: int, _: object) -> None:
        raise SystemExit(128 + number)

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:  # `nohup` has it ignored
            signal.signal(number, end)


@contextmanager
def temporary_folder() -> "Iterator[Path]":
    """Makes a folder for temporary files, and removes it at the end of the block.

    The process holds a lock on it that ends with the process, however it ends: what a killed process has left is
    removed when the next folder is made. Only the own folders of this account are looked at.
    """
    import shutil
    import tempfile
    from pathlib import Path

    place = Path(tempfile.gettempdir())
    _clear_left(place)
    folder, lock = Path(tempfile.mkdtemp(prefix="checker-")), -1
    try:
        if (lock := _lock(folder)) >= 0:
            folder = folder.rename(place / f"{_LOCKED}{folder.name}")
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if lock >= 0:
            os.close(lock)


@contextmanager
def gather_temporary_files() -> Iterator[None]:
    """Gathers all temporary files of this process in one such folder, also those of libraries."""
    import tempfile

    before = tempfile.tempdir
    with ExitStack() as stack:
        with suppress(OSError):  # there is no place for any; whoever needs one says so
            tempfile.tempdir = str(stack.enter_context(temporary_folder()))
        try:
            yield
        finally:
            tempfile.tempdir = before


def _clear_left(place: "Path") -> None:
    """Removes the folders in a place whose owners have gone."""
    import shutil

    with suppress(OSError), os.scandir(place) as entries:
        for name in [each.name for each in entries if each.name.startswith(_LOCKED)]:
            if (lock := _lock(place / name)) >= 0:
                shutil.rmtree(place / name, ignore_errors=True)
                os.close(lock)


def _lock(folder: "Path") -> int:
    """Locks a folder of this account; gives what to close in the end, or -1 where somebody holds it, or nobody can."""
    if sys.platform == "win32":
        return -1
    import fcntl

    try:
        lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return -1
    with suppress(OSError):
        if os.fstat(lock).st_uid == os.geteuid():
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return lock
    os.close(lock)
    return -1


def end_soon() -> None:
    """Makes this process end without looking once more for garbage in all that it has loaded, which takes a while."""
    gc.freeze()


def end_now(code: int) -> "NoReturn":
    """Ends this process with an exit code, without taking apart what it has loaded: that takes a tenth of a check.

    Whatever is to be done at the end is done. If a thread still runs, or something can't be written out any more,
    Python ends the process as usual.
    """
    import atexit
    import threading
    from contextlib import suppress

    if threading.active_count() == 1:
        atexit._run_exitfuncs()
        with suppress(OSError, ValueError):
            for stream in (sys.stdout, sys.stderr):
                if stream is not None:
                    stream.flush()
            os._exit(code)
    sys.exit(code)


def is_frozen() -> bool:
    """Whether this is one program with an interpreter inside: then `sys.executable` takes no options of Python."""
    return bool(getattr(sys, "frozen", False))


def find_archive() -> "Path | None":
    """The archive (a zipapp) that this program runs from, if it does."""
    if os.path.isfile(__file__):  # noqa: PTH113 - loading pathlib takes a while, and hardly anybody has an archive
        return None
    from pathlib import Path

    around = Path(__file__).absolute().parents[1]
    return around if around.is_file() else None


def unpack(archive: "Path") -> "Path":
    """Unpacks the archive into the user's cache, unless it is there already, and gives the folder.

    What is in an archive is not a file, and files are what the reading process and the readers of definitions need.
    """
    import hashlib
    import shutil
    import tempfile
    import zipfile
    from pathlib import Path

    from platformdirs import user_cache_path

    around = user_cache_path("checker", appauthor=False) / "programs"
    folder = around / hashlib.sha256(archive.read_bytes()).hexdigest()
    if folder.is_dir():
        return folder
    around.mkdir(mode=0o700, parents=True, exist_ok=True)
    begun = Path(tempfile.mkdtemp(dir=around))
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(begun)
    try:
        begun.rename(folder)
    except OSError:  # another process was faster
        shutil.rmtree(begun, ignore_errors=True)
    return folder
