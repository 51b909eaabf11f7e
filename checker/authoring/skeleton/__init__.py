"""Proposes a pack from a workbook, filled or empty: tables, columns, types and keys, each with its reason."""
