"""How YAML becomes a frozen pack."""
