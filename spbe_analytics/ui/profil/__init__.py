"""Profil daerah: one government from its index down to the levels of its indicators."""
