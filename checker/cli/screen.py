"""The console that prints to stdout or to stderr."""

from rich.console import Console


class Screen(Console):
    """A console that leaves it to its caller what a closed pipe means: rich would redirect stdout and exit with 1."""

    def on_broken_pipe(self) -> None:
        """Raises the error on.

        Raises:
            BrokenPipeError: always.
        """
        raise BrokenPipeError
