"""Draws a sample of rows that passed, and says what the rows that deviate mean for all of them.

The arithmetic is exact: whole numbers and fractions only.
"""
