"""What several pages say or ask in the same words."""
