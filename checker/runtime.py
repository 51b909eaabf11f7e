"""Sets how a process of the program runs. Every process starts with this module, so it loads next to nothing."""

import gc
import os
import sys
from typing import Any

#: New objects between two passes. Hundreds of thousands of rows live as long as the program; with Python's default,
#: going over them again and again would take a fifth of the time of a check.
_OBJECTS_BETWEEN_PASSES = 2_000_000

#: What pandas and pandera load if they find it, or look for again and again. Nothing here needs any of them, and
#: without them the program does the same, faster, wherever it is installed.
_LEFT_OUT = ("bottleneck", "geopandas", "hypothesis", "ibis", "modin", "numexpr", "polars", "pyarrow", "pyspark")


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


def end_soon() -> None:
    """Makes this process end without looking once more for garbage in all that it has loaded, which takes a while."""
    gc.freeze()
