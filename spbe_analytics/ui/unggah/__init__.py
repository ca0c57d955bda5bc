"""Unggah data: from a file to what is stored."""
