"""The JSON Schema of report.json: the field names that programs can rely on.

It is separate from the code that writes the report, so that tests can compare the two.
"""

import json
from pathlib import Path
from typing import Any


def report_schema() -> dict[str, Any]:
    """Returns the schema of a `checker-report/1` document, as JSON Schema 2020-12."""
    schema: dict[str, Any] = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
    return schema
