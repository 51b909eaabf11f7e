"""What runs on a worker: judges the workbooks of one task.

Dask writes the arguments of a task that fails into its logs. So no argument shows what it holds, and no task fails.
"""

import pickle
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from checker.definitions.task import Task
from checker.engine.prints import describe_program
from checker.engine.stored import dump
from checker.engine.workbooks import read_and_judge
from checker.errors import Stop
from checker.model.stops import make_stop
from checker.outputs.store import Store, Url
from checker.runtime import temporary_folder
from checker.sources.limits import Limits
from checker.sources.reader import Reader
from checker.text.bilingual import Text


@dataclass(frozen=True, repr=False)
class Held:
    """The pickled task and limits, of which every worker gets one copy."""

    content: bytes


@dataclass(frozen=True, repr=False)
class Bundle:
    """The workbooks of a task by name, each with its bytes; None if it is to be fetched from `place`, or can't be read.

    Attributes:
        program: what `describe_program` says where the run was started.
    """

    workbooks: Mapping[str, bytes | None]
    place: Url | None
    program: Mapping[str, str]


@dataclass(frozen=True, repr=False)
class Refusal:
    """A `Stop` on its way between two processes."""

    reference: str
    message: Text
    context: str
    hint: Text | None

    def to_stop(self) -> Stop:
        """Makes the stop."""
        return Stop(self.reference, self.message, context=self.context, hint=self.hint)


@dataclass(frozen=True, repr=False)
class Answer:
    """The judged workbooks as `dump` writes them, in the order of the bundle; or why none could be judged."""

    judged: tuple[bytes, ...] = ()
    refusal: Refusal | None = None


def hold(held: Held) -> Held:
    """Gives back what it gets: the outcome of a task is made again when the workers that have it are lost."""
    return held


def judge_bundle(bundle: Bundle, held: Held) -> Answer:
    """Judges the workbooks of a task."""
    try:
        require_same_program(bundle.program, describe_program(), "")
        return Answer(_judge(bundle, *_load(held.content)))
    except Stop as stop:
        return Answer(refusal=_refuse(stop))
    except OSError as error:  # no room for temporary files, perhaps
        return Answer(refusal=_refuse(make_stop("cluster-failed", why=error.strerror or type(error).__name__)))


def _refuse(stop: Stop) -> Refusal:
    return Refusal(stop.reference, stop.message, stop.context, stop.hint)


def require_same_program(ours: Mapping[str, str], theirs: Mapping[str, str], worker: str) -> None:
    """Requires that a worker has the program, the Python and the libraries of the machine that started the run.

    Raises:
        Stop: it has another one.
    """
    for name, here in ours.items():
        there = theirs.get(name) or "-"
        if there != here:
            raise make_stop("cluster-differs", worker, name=name, here=here[:12], there=there[:12])


@lru_cache(maxsize=2)
def _load(content: bytes) -> tuple[Task, Limits]:
    task, limits = pickle.loads(content)
    return task, limits


def _judge(bundle: Bundle, task: Task, limits: Limits) -> tuple[bytes, ...]:
    store = None if bundle.place is None else Store(bundle.place)
    judged = []
    with temporary_folder() as folder, Reader(limits) as reader:
        for name, content in bundle.workbooks.items():
            path = folder / name
            if content is None and store is not None:
                content = store.read(name)
            if content is not None:
                path.write_bytes(content)
            judged.append(dump(read_and_judge(path, task, reader).packed()))
            path.unlink(missing_ok=True)
    return tuple(judged)
