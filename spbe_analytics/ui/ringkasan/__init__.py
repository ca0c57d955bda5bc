"""Ringkasan: where do we stand, against whom, better or worse than last year?"""
