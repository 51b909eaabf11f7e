"""Texts: two languages, comparable spellings, visible characters, exact JSON. Depends on no other room."""
