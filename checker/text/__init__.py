"""Texts and their forms: two languages, comparable spellings, visible characters, exact JSON. Knows nothing else."""
