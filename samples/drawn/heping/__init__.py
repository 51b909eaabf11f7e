"""Draws the rows of each table: plain dicts of what the cells mean, in which every rule of the tables is kept.

Good rows and bad ones in the sense of the targets, most of them near a threshold; never a cell that is missing where
something needs it, never two dates in the wrong order. Knows the columns of one pack; no spelling, no sheet.
"""
