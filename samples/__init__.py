"""The sample submissions: what each department submits, and every single thing that is wrong in it.

Made by hand for this purpose; imports nothing of the checker, so that what is expected of it never comes from it.
"""
