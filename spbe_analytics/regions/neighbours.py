"""Which governments share a border on land."""

import csv
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent

ALONE: Final = "tidak berbatasan darat dengan daerah sejenjang; selat, jembatan, dan feri bukan batas darat"
"""Why a government may have no neighbour: all that are not listed lie on islands of their own."""


def neighbours(code: str) -> tuple[str, ...]:
    """Return the codes of the governments that border on one, the longest border first.

    Kabupaten and kota border on kabupaten and kota, provinces on provinces. Empty for one on an island of its own
    (:data:`ALONE`), and for a printed average.

    Source: shapes of ``github.com/cahyadsn/wilayah_boundaries`` (MIT), not official boundaries. Lengths of a small kota
    are rough, therefore they give the order only.
    """
    return _borders().get(code, ())


@cache
def _borders() -> Mapping[str, tuple[str, ...]]:
    lengths: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    with (HERE / "neighbours.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            one, other, length = row["code_a"], row["code_b"], float(row["border_km"])
            provinces = one.partition(".")[0], other.partition(".")[0]
            for a, b in ((one, other), *([provinces] if provinces[0] != provinces[1] else [])):
                lengths[a][b] += length
                lengths[b][a] += length
    return {code: tuple(sorted(found, key=lambda other: (-found[other], other))) for code, found in lengths.items()}
