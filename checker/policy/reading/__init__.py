"""Reads documents: one module per format turns the bytes of a file into lines."""
