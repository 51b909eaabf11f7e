"""report.html: one file that opens anywhere, offline, and shows every flag."""

from checker.reporters.html.page import render

__all__ = ["render"]
