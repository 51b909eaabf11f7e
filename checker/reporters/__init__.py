"""One output per module or package, each from a `Report`; computes nothing. `registry` finds them all."""
