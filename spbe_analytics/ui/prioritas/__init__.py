"""Prioritas: what holds us back, what to raise first, and against whom?"""
