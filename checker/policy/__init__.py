"""Reads a published document and finds in it what can be measured, as the first draft of a pack.

Its rules are lists of words and patterns in `rules/`, one file per language. No network, no model: the same document
gives the same draft.
"""
