"""The parts of one government."""
