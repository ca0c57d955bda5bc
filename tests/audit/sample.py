"""The fixed sample."""

SAMPLE = []
