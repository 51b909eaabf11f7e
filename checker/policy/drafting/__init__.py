"""Writes the first draft of a pack: its files are text with comments, for an author to go on with."""
