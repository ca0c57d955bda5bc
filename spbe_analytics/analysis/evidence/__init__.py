"""Where a figure comes from: its sources, its formula, and what is known at all."""
