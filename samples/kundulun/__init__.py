"""The departments and towns of Kundulun District, and what each submits for the fourth quarter of 2018."""
