"""A frozen dataclass that compiles its methods late is one that Python makes at once, in all that can be seen of it."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, field
from functools import cached_property
from typing import Any

import pytest

from checker.frozen import dataclass


@dataclass(frozen=True)
class Box:
    """What is tested."""

    width: int
    label: str = "none"
    parts: list[int] = field(default_factory=list)
    secret: str = field(default="", repr=False, compare=False)

    @cached_property
    def double(self) -> int:
        """Twice the width."""
        return 2 * self.width


@dataclasses.dataclass(frozen=True)
class Plain(Box):
    """One that Python derives itself."""

    more: int = 0


@dataclass(frozen=True)
class Crate(Box):
    """One that is derived."""

    lid: bool = False

    def __post_init__(self) -> None:
        if self.width < 0:
            raise ValueError("no width")


def _the_same(name: str, bases: tuple[type, ...], make: Callable[..., Any]) -> type[Any]:
    members = {
        "__annotations__": {"a": int, "b": str, "c": tuple, "fill": int},
        "__qualname__": name,
        "b": "text",
        "c": field(default_factory=tuple),
        "fill": field(default=3, hash=False),
    }
    made: type[Any] = make(frozen=True)(type(name, bases, members))
    return made


def test_it_is_what_python_makes() -> None:
    ours = _the_same("Made", (), dataclass)
    pythons = _the_same("Made", (), dataclasses.dataclass)
    for values in [(1,), (1, "x"), (1, "x", (2,)), (2, "text", (), 4)]:
        assert repr(ours(*values)) == repr(pythons(*values))
        assert hash(ours(*values)) == hash(pythons(*values))
        assert dataclasses.astuple(ours(*values)) == dataclasses.astuple(pythons(*values))
        assert dataclasses.asdict(ours(*values)) == dataclasses.asdict(pythons(*values))
    assert ours(1) == ours(1, "text") != ours(1, "other")
    assert ours(1, fill=4) != ours(1)
    assert hash(ours(1, fill=4)) == hash(ours(1))
    assert ours(1) != pythons(1)
    assert ours.__match_args__ == pythons.__match_args__
    for wrong in ({}, {"a": 1, "z": 2}):
        with pytest.raises(TypeError):
            ours(**wrong)
        with pytest.raises(TypeError):
            ours(**wrong)  # the first call compiles, and the next does not


def test_nothing_can_be_set_or_deleted() -> None:
    box = Box(1)
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'width'"):
        box.width = 2  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'width'"):
        del box.width
    assert box.double == 2


def test_a_derived_class_has_methods_of_its_own_whoever_is_called_first() -> None:
    assert Box(1) == Box(1)
    crate = Crate(1, lid=True)
    assert crate == Crate(1, lid=True) != Crate(1)
    assert Box(1) != Crate(1)
    assert Plain(1, more=2) == Plain(1, more=2) != Plain(1)
    with pytest.raises(FrozenInstanceError):
        crate.lid = False  # type: ignore[misc]
    assert repr(crate) == "Crate(width=1, label='none', parts=[], lid=True)"
    with pytest.raises(ValueError, match="no width"):
        Crate(-1)


def test_every_object_has_defaults_of_its_own_and_hidden_fields_count_for_nothing() -> None:
    Box(1).parts.append(1)
    assert Box(1).parts == []
    assert Box(1, secret="x") == Box(1, secret="y")
    assert "hush" not in repr(Box(1, secret="hush"))


def test_it_can_be_copied_replaced_and_pickled() -> None:
    crate = Crate(1, "a", [2], "s", lid=True)
    for other in (
        copy.copy(crate),
        copy.deepcopy(crate),
        dataclasses.replace(crate),
        pickle.loads(pickle.dumps(crate)),
    ):
        assert other == crate
        assert other.secret == "s"


def test_what_the_class_defines_itself_is_kept() -> None:
    @dataclass(frozen=True)
    class Own:
        number: int

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Own)

        def __hash__(self) -> int:
            return 7

        def __repr__(self) -> str:
            return "own"

    assert Own(1) == Own(2)
    assert hash(Own(1)) == 7
    assert repr(Own(1)) == "own"


def test_any_other_dataclass_is_left_to_python() -> None:
    @dataclass(frozen=True, order=True)
    class Ordered:
        number: int

    @dataclass
    class Open:
        number: int

    assert Ordered(1) < Ordered(2)
    opened = Open(1)
    opened.number = 2
    assert opened == Open(2)
