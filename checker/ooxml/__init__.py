"""How marks, notes and a sheet get into an xlsx package with nothing else changed. Knows no report."""
