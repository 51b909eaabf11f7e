"""Where workbooks and outputs are: in a folder of this machine, or at an address. Who judges: it, or a cluster."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli.copies import require_apart
from checker.cli.options import refuse_with
from checker.frozen import dataclass
from checker.outputs.store import Place, Store, Url, read_place

if TYPE_CHECKING:
    from checker.engine.workbooks import Elsewhere


@dataclass(frozen=True)
class Inputs:
    """The workbooks of a run.

    Attributes:
        folder: the local folder that holds them; if they are at `url`, one that at least has their names and sizes.
        fetch: makes the files in it whole.
    """

    folder: Path
    url: Url | None = None
    fetch: Callable[[int], None] = lambda most_bytes: None


def read_place_of(text: str | None) -> Place | None:
    """Reads what an option says of a place, if it is given."""
    return None if text is None else read_place(text)


@contextmanager
def open_inputs(place: Place) -> Iterator[Inputs]:
    """Opens the place of the workbooks.

    Raises:
        Stop: it is an address that can't be read.
    """
    if isinstance(place, Path):
        yield Inputs(place)
        return
    from checker.intake.mirror import mirror  # imports late: most runs read a folder

    with mirror(place) as shown:
        yield Inputs(shown.path, place, shown.fetch_all)


@contextmanager
def open_cluster(address: str | None, place: Url | None) -> "Iterator[Elsewhere | None]":
    """Connects to a cluster, if there is an address of one.

    Raises:
        Stop: that can't be done.
    """
    if address is None:
        yield None
        return
    from checker.engine.cluster.connect import connect  # imports late: most runs stay on this machine

    with connect(address, place) as cluster:
        yield cluster.judge


def require_usable(out: Place | None, inputs: Place) -> None:
    """Requires a place for the outputs that is not among the workbooks and that this run can write to.

    Raises:
        Stop: it is among them, or it is an address with the outputs of an earlier run, or one that can't be read.
    """
    if isinstance(out, Url):
        from checker.outputs.remote import require_free  # imports late

        require_apart(Path(out.text), Path(inputs.text) if isinstance(inputs, Url) else inputs)
        require_free(Store(out))
    elif isinstance(inputs, Path):
        require_apart(out, inputs)


def refuse_with_cluster(workers: str | None, shard: str | None) -> None:
    """Refuses what means nothing on a cluster.

    Raises:
        Stop: one of them is given.
    """
    refuse_with("--cluster", {"--workers": workers, "--shard": shard}, "cluster-alone")
