"""Peringkat: everybody's place, who moved, and how sure a rank is."""
