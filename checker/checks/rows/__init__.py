"""Faults that show in a row or among rows."""
