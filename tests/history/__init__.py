"""Tests of what recorded runs say together."""
