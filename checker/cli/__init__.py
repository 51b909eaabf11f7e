"""One file a command: parse, one library call, one reporter, exit code."""
