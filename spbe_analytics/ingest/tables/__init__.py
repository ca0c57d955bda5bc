"""Cells to tables: where each begins, and what its headings and the lines around it mean."""
