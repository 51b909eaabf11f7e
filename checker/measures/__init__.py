"""One measure's arithmetic a file."""
