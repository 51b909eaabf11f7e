"""The marked copy of a submitted workbook: what was found, shown where it stands."""
