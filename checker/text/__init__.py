"""Texts: two languages, comparable spellings, visible characters, exact JSON; and files. Depends on no other room."""
