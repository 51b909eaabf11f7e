"""From the bytes of a YAML file to nodes with positions, and the messages about what is wrong in it."""
