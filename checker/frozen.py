"""Makes frozen dataclasses in a third of the time: each method is compiled when it is first called.

Python compiles six methods for each class when its module is loaded. A check loads two hundred such classes, and that
alone would take a tenth of a small one; of most of them nothing is ever printed, compared or even made.
"""

from __future__ import annotations

import dataclasses
from dataclasses import MISSING, Field, FrozenInstanceError, fields
from typing import TYPE_CHECKING, Any, NoReturn

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from dataclasses import dataclass
else:

    def dataclass(made=None, /, *, frozen=False, **further):
        """Makes a dataclass as `dataclasses.dataclass` does; one that is frozen, and nothing else, in less time."""
        return _freeze if frozen and not further else dataclasses.dataclass(made, frozen=frozen, **further)


def _freeze(made: type[Any]) -> type[Any]:
    own = vars(made)
    # As Python has it: a class that defines how it compares can still not say how it hashes.
    hashes = own.get("__hash__") is not None or ("__hash__" in own and "__eq__" not in own)
    # Gives it its fields. Python doesn't mix frozen and other ones, and compiles two methods more for those that are.
    dataclasses.dataclass(init=False, repr=False, eq=False, frozen=hasattr(made, "__dataclass_params__"))(made)
    made.__dataclass_params__.frozen = True
    for name, method in (("__init__", _first_init(made)), ("__repr__", _repr), ("__eq__", _first_eq(made))):
        if name not in own:
            setattr(made, name, method)
    if not hashes:
        made.__hash__ = _first_hash(made)  # type: ignore[assignment]  # a method, as any other
    made.__setattr__ = _refuse_to_set  # type: ignore[assignment]
    made.__delattr__ = _refuse_to_delete  # type: ignore[assignment]
    return made


def _first_init(made: type[Any]) -> Callable[..., None]:
    def __init__(self: Any, *values: Any, **named: Any) -> None:  # noqa: N807
        _compile(made, "__init__", *_init_of(made))(self, *values, **named)

    return __init__


def _first_eq(made: type[Any]) -> Callable[[Any, Any], Any]:
    def __eq__(self: Any, other: object) -> Any:  # noqa: N807
        compared = [each.name for each in fields(made) if each.compare]
        lines = (
            "if other.__class__ is self.__class__:",
            f" return {_tuple_of('self', compared)} == {_tuple_of('other', compared)}",
            "return NotImplemented",
        )
        return _compile(made, "__eq__", ["other"], lines)(self, other)

    return __eq__


def _first_hash(made: type[Any]) -> Callable[[Any], int]:
    def __hash__(self: Any) -> int:  # noqa: N807
        hashed = [each.name for each in fields(made) if (each.compare if each.hash is None else each.hash)]
        found: int = _compile(made, "__hash__", [], [f"return hash({_tuple_of('self', hashed)})"])(self)
        return found

    return __hash__


def _repr(self: Any) -> str:
    shown = (f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _refuse_to_set(_: object, name: str, __: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_: object, name: str) -> NoReturn:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _tuple_of(whose: str, names: list[str]) -> str:
    return "(" + "".join(f"{whose}.{name}, " for name in names) + ")"


def _init_of(made: type[Any]) -> tuple[list[str], list[str], dict[str, Any]]:
    """The parameters, the lines and the names of what fills the fields of a new object."""
    parameters, lines, known = [], [], {"__missing__": MISSING, "__fill__": object.__setattr__}
    each: Field[Any]
    for each in fields(made):
        value = each.name
        if each.default_factory is not MISSING:
            known[f"__make_{each.name}__"] = each.default_factory
            value = f"__make_{each.name}__() if {each.name} is __missing__ else {each.name}"
        if each.default is not MISSING:
            known[f"__default_{each.name}__"] = each.default
        given = "__missing__" if each.default_factory is not MISSING else f"__default_{each.name}__"
        optional = each.default is not MISSING or each.default_factory is not MISSING
        parameters.append(f"{each.name}={given}" if optional else each.name)
        lines.append(f"__fill__(self, {each.name!r}, {value})")
    if hasattr(made, "__post_init__"):
        lines.append("self.__post_init__()")
    return parameters, lines or ["pass"], known


def _compile(
    made: type[Any], name: str, parameters: list[str], lines: Iterable[str], known: dict[str, Any] | None = None
) -> Any:
    """Compiles a method, and puts it in the place of the one that was called first."""
    given = ", ".join(("self", *parameters))
    found = dict(known or {})
    exec(f"def {name}({given}):\n" + "".join(f" {line}\n" for line in lines), found)
    setattr(made, name, method := found[name])
    method.__qualname__ = f"{made.__qualname__}.{name}"
    return method
