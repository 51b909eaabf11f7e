"""The sample submissions: what each department hands in, and every single thing that is wrong in it.

Made by hand for this purpose; imports nothing of the checker, so that what is expected of it never comes from it.
"""

import os

#: openpyxl writes other bytes where lxml happens to be installed; the samples are to be the same everywhere.
os.environ["OPENPYXL_LXML"] = "False"
