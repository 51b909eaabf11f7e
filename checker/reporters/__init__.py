"""The outputs of a report, one per module or package. They compute nothing; `registry` finds them all."""
