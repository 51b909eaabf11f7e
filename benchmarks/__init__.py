"""What the checker costs: how fast it is, beside a bare read and a script written by hand for the same job."""
