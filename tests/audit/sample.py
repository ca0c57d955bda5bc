"""The fixed sample."""
SAMPLE = []
