"""The sheets that compute: every node with its formula, and the scales that formulas ask."""
