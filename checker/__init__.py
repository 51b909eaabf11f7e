"""Checks departments' workbooks against published targets, and shows the rows that say otherwise."""

__version__ = "0.1.0"
