"""From the bytes of a YAML file to nodes with positions, and what is said when they are wrong."""
