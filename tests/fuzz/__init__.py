"""Workbooks changed at random, from a seed: whatever is done to them, reading ends in values or findings."""
