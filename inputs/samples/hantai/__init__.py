"""The departments, towns and streets of Hantai District, and what each hands in for the fourth quarter of 2024."""
