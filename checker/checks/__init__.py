"""What is asked of typed rows and of results; one fault a file."""
