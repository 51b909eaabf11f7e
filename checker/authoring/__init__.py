"""For authors of packs: lint, JSON Schema, worked examples, changes and documentation."""
