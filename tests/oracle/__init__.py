"""A second, simpler computation of every result, from drawn rows and the rules' own texts alone."""
