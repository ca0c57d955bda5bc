"""Metodologi: what the figures mean, how they are computed, and where they come from."""
