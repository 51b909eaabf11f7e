"""The tests of comparisons."""

import operator
from collections.abc import Callable
from typing import Any

from checker.model import Operator

#: The test of each comparison, for single values and whole arrays.
TESTS: dict[Operator, Callable[[Any, Any], Any]] = {
    "at_least": operator.ge,
    "at_most": operator.le,
    "above": operator.gt,
    "below": operator.lt,
    "equals": operator.eq,
}
