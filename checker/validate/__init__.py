"""Checks typed tables against the rules of their columns, with pandera."""
