"""A snapshot of assessments made up in a test, without a database."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.instruments import Catalogue
from spbe_analytics.schema import Authority

Key = tuple[str, int, str]
"""Region, result year, stage."""


def nowhere(_region: str) -> pd.DataFrame:
    """Where values stood that no database holds."""
    return pd.DataFrame(columns=["record", "node", "sheet", "cell", "raw"])


def snapshot_of(
    catalogue: Catalogue,
    given: Mapping[Key, Mapping[str, float]],
    misprints: frozenset[Key] = frozenset(),
    joined: Snapshot | None = None,
) -> Snapshot:
    """Return what would be known had these values been stored, levels and printed figures alike.

    Args:
        catalogue: The instruments.
        given: Value by node code of each assessment, under the instrument of its year.
        misprints: Assessments flagged as misprinted.
        joined: Everything known besides.
    """
    values: list[dict[str, Any]] = []
    records: list[dict[str, Any]] = []
    for number, (key, nodes) in enumerate(given.items(), start=10_000):
        region, year, stage = key
        instrument = catalogue.for_year(year)
        assert instrument is not None
        place = {"region": region, "year": year, "stage": stage, "instrument": instrument.id}
        records.append(place | {"id": number, "predicate": None, "misprint": key in misprints})
        values += [
            place
            | {"node": node, "value": float(value), "authority": int(Authority.UPLOAD), "place": 1, "record": number}
            for node, value in nodes.items()
        ]
    found = [pd.DataFrame(values), pd.DataFrame(records)]
    if joined is not None:
        found = [
            pd.concat(pair, ignore_index=True) for pair in zip(found, (joined.values, joined.records), strict=True)
        ]
    return Snapshot.of(1, found[0], found[1], catalogue, nowhere)
