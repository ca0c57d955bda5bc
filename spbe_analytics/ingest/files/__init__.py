"""Bytes to sheets of cells: what a file is, whether it may be read, and one reader a format."""
