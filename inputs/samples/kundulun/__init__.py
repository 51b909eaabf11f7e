"""The departments and towns of Kundulun District, and what each hands in for the fourth quarter of 2018."""
