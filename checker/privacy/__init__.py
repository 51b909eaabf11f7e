"""Finds personal data, and masks it in everything that leaves a department."""
