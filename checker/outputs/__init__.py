"""Puts the outputs of a run into their folder: all of them, whole, or none."""
