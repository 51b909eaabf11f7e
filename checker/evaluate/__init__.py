"""Conditions and time limits, evaluated over typed rows in three-valued logic."""
