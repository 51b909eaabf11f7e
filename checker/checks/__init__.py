"""Checks of typed rows and of results; one kind of fault per file."""
