"""Makes something of each of many objects, once per object."""

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Once(Generic[T, R]):
    """A function that remembers what it made of each object.

    It compares objects by identity: equal texts can differ in what is personal in them. So it saves time only where
    the same object comes again and again, such as the one cell that stands for all equal cells of a column.
    """

    def __init__(self, make: Callable[[T], R]) -> None:
        self._make = make
        self._made: dict[int, tuple[R, T]] = {}  # an object that is kept can lend its id to no other

    def __call__(self, value: T) -> R:
        """Makes it of this object, or returns what was made of it before."""
        found = self._made.get(id(value))
        if found is None:
            found = self._made[id(value)] = self._make(value), value
        return found[0]
