"""Personal data: what it is, whose it is, and how it is masked in whatever leaves a department."""
