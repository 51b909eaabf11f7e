"""Signals that show only in results."""
