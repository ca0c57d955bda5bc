"""Tren: better or worse than before, why, and what was aimed at."""
