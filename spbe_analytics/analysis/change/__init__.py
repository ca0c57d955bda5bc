"""The change of an index between two years or two stages of one instrument, split into what it came from.

A score is a weighted mean, so its change is exactly the sum of weight × change of what lies below it. Where figures are
printed, rounding leaves a remainder; where levels are missing, only the points of the answered indicators compare.
"""
