"""The departments, towns and streets of Hantai District, and what each submits for the fourth quarter of 2024."""
