"""Texts: two languages, comparable spellings, visible characters, exact JSON; and how files are read. Depends on no other room."""
