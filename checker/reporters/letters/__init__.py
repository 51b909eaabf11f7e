"""Letters in Word: the notice, the reminder, and a page for each department, from templates that may change.

They are files of a run like the reports, but few runs want them, so no `REPORTER` is here: `--letters` asks for them.
"""
