"""How sure a rank is: from what two printed decimals hide, and if assessors had judged a little differently."""

from spbe_analytics.analysis.certainty.bands import BEST, WORST, Alike, alike, largest, rank_bands, undecided, widest
from spbe_analytics.analysis.certainty.draws import DRAWS, SEED, SHARE, simulate
from spbe_analytics.analysis.certainty.start import Start, judged, start, unit_of

__all__ = [
    "BEST",
    "DRAWS",
    "SEED",
    "SHARE",
    "WORST",
    "Alike",
    "Start",
    "alike",
    "judged",
    "largest",
    "rank_bands",
    "simulate",
    "start",
    "undecided",
    "unit_of",
    "widest",
]
