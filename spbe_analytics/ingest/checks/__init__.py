"""Figures to findings: what is wrong, where, and what to do."""
