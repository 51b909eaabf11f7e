"""One output a file, each from a Report; computes nothing."""
