"""Compares a report with an earlier one, or the reports of two versions of a pack."""
