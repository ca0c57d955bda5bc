"""Tindak lanjut: who does what until when, and how far is it?"""
