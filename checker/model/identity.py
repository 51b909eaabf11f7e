"""A cache key for values that cannot be hashed."""

from typing import Generic, TypeVar

T = TypeVar("T")


class Identity(Generic[T]):
    """Wraps a value, e.g. a definition that contains dicts; two keys are equal if they wrap the same object."""

    def __init__(self, value: T) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Identity) and self.value is other.value

    def __hash__(self) -> int:
        return id(self.value)
