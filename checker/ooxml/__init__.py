"""Adds colours, notes and a sheet to an xlsx file and leaves everything else in it unchanged. Knows no report."""
