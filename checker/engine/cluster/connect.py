"""Connects to a Dask scheduler, and requires workers that judge as this machine does."""

import logging
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from checker.engine.cluster.spread import Cluster
from checker.engine.cluster.worker import require_same_program
from checker.engine.prints import describe_program
from checker.model.stops import make_stop
from checker.outputs.store import Url

#: How long to wait for the scheduler, and for a first worker.
CONNECT_SECONDS, WORKER_SECONDS = 10.0, 30.0


@contextmanager
def connect(address: str, place: Url | None) -> Iterator[Cluster]:
    """Connects to a scheduler until the block ends; the workers fetch workbooks from `place`, or are sent them.

    Raises:
        Stop: a library is missing here, the scheduler can't be reached, or no worker can be used.
    """
    try:
        import distributed  # imports late, and it may be missing
    except ImportError as error:
        raise make_stop("no-cluster-extra", "--cluster", missing=error.name or "distributed") from error
    log = logging.getLogger("distributed")
    level, client = log.level, None
    with warnings.catch_warnings():
        # Dask says what went wrong in pages for programmers. We say it in one line.
        warnings.simplefilter("ignore")
        log.setLevel(logging.CRITICAL + 1)
        try:
            try:
                client = distributed.Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
            except Exception as error:  # a wrong address has many faces
                why = (str(error) or type(error).__name__).splitlines()[0]
                raise make_stop("cluster-unreachable", address, why=why) from error
            _require_workers(client, address)
            yield Cluster(client, address, place)
        finally:
            if client is not None:
                with suppress(Exception):  # it may be gone
                    client.close(timeout=2)
            log.setLevel(level)


def _require_workers(client: Any, address: str) -> None:
    """Requires at least one worker, and that each has the program of this machine."""
    until = time.monotonic() + WORKER_SECONDS
    while not client.nthreads():
        if time.monotonic() > until:
            raise make_stop("cluster-without-workers", address)
        time.sleep(0.2)
    ours = describe_program()
    for worker, theirs in sorted(client.run(describe_program, on_error="return").items()):
        if isinstance(theirs, ImportError):
            raise make_stop("cluster-without-checker", worker, why=str(theirs))
        if isinstance(theirs, dict):  # else it has just gone away
            require_same_program(ours, theirs, worker)
