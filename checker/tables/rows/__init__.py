"""Rows of a typed table: which of them satisfy a condition, and where each is found in the workbook."""
