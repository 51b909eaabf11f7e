"""Builds the folder for Windows, on any system: an interpreter, the program, its libraries, and a file to click on."""
