"""For whoever writes packs: lint, JSON Schema, worked examples, changes and documentation."""
