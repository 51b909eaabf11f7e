"""Typed tables against their column rules, by pandera, and the message of each rule."""
