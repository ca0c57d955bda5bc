"""Data for machines: read-only HTTP addresses with the same figures, by the same rules, as the pages."""
