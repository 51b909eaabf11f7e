"""Checks typed tables against the rules of their columns; pandera judges what a quick look finds suspect."""
