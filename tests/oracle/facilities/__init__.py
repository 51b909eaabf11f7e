"""The service contract computed a second time, from its text and with plain Python; shares nothing with the checker."""
