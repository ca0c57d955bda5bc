"""Riwayat: who stored what and when, and how is it taken back?"""
