"""Describes indicators in plain sentences, in both languages."""
