"""Perbandingan: up to five regions beside each other."""
