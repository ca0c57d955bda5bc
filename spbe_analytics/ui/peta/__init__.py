"""Peta: every government where it lies, coloured by what is asked."""
