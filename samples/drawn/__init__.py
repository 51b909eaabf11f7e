"""Drawn workbooks with a known truth: for tests of what the checker computes, and for measuring how fast it is.

Imports nothing of the checker, so that what is expected of it never comes from it.
"""
