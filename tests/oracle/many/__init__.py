"""Thousands of drawn workbooks, one after the other, each compared with the oracle of its pack."""
