"""The command line: each module parses one command, calls one function of the library, and prints its result."""
