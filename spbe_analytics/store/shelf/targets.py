"""The index that a region's plan asks for, by year."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import isfinite

import pandas as pd

from spbe_analytics.entries.target import FIELDS, KEY, Target
from spbe_analytics.errors import StoreError
from spbe_analytics.instruments import Instrument, instruments
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import LAST_PLANNED_YEAR, Kind
from spbe_analytics.scoring.display import format_number
from spbe_analytics.store.database import Store
from spbe_analytics.store.shelf.shelf import Draft, Shelf, Version, key_of, parts_of, signed


class Targets(Shelf):
    """The targets kept in a store; a version without a value takes its target away, and still names the document."""

    kind = "target"

    def __init__(self, store: Store, catalogue: Mapping[str, Instrument] | None = None) -> None:
        """Look after the targets of a store; ``catalogue`` is what ships by default."""
        super().__init__(store)
        self._catalogue = instruments() if catalogue is None else catalogue

    def current(self, region: str | None = None) -> pd.DataFrame:
        """Return what counts now, of one region or of all.

        Returns:
            Columns ``region, year, instrument``, the fields of a target, ``kept_at, kept_by``, ordered by region, year
            and instrument; a target taken away has no row.
        """
        newest = _frame(self._newest(region=region).values())
        return newest[newest["value"].notna()].sort_values(list(KEY), ignore_index=True)

    def history(self, region: str) -> pd.DataFrame:
        """Return all that was ever kept of a region, the newest first; a row without a value took a target away."""
        return _frame(self._versions(region=region)[::-1])

    def keep(self, targets: Sequence[Target], who: str) -> int:
        """Keep targets, all of them or none; one that is there already is not kept again.

        Args:
            targets: At most one of each region, year and instrument.
            who: Name of the person.

        Returns:
            How many are new or changed.

        Raises:
            StoreError: One of them cannot be right; the message says which and why.
        """
        who = signed(who)
        targets = [target.tidy() for target in targets]
        seen: set[tuple[str, int, str]] = set()
        for target in targets:
            self._check(target)
            if target.key in seen:
                raise StoreError(f"Target tahun {target.year} {gazetteer()[target.region].bare} disebut dua kali.")
            seen.add(target.key)
        with self._store.writing() as connection:
            known: dict[str, Version] = {}
            for region in sorted({target.region for target in targets}):
                known |= self._newest(connection, region=region)
            drafts = [Draft(key_of(*target.key), target.region, target.content) for target in targets]
            fresh = [draft for draft in drafts if draft.key not in known or known[draft.key].content != draft.content]
            self._keep(connection, fresh, who)
        return len(fresh)

    def remove(self, region: str, year: int, instrument: str, who: str) -> None:
        """Take a target away; its history stays.

        Raises:
            StoreError: There is no such target, or the name is empty.
        """
        who, key = signed(who), key_of(region, year, instrument)
        with self._store.writing() as connection:
            content = next((version.content for version in self._newest(connection, key=key).values()), None) or {}
            if content.get("value") is None:
                raise StoreError(f"Tidak ada target tahun {year} yang dapat dihapus.")
            self._keep(connection, [Draft(key, region, content | {"value": None})], who)

    def _check(self, target: Target) -> None:
        places = gazetteer()
        if target.region not in places or places[target.region].kind is Kind.AVERAGE:
            raise StoreError(f"Tidak ada pemerintah daerah berkode “{target.region}”.")
        if target.year > LAST_PLANNED_YEAR or not any(item.covers(target.year) for item in self._catalogue.values()):
            raise StoreError(f"Tidak ada instrumen untuk tahun {target.year}; periksa tahunnya.")
        instrument = self._catalogue.get(target.instrument)
        if instrument is None:
            raise StoreError(f"Instrumen “{target.instrument}” tidak dikenal.")
        scale = instrument.scale
        known = isfinite(target.value)
        if not known or not scale.lowest <= Fraction(repr(float(target.value))) <= scale.highest:
            lowest, highest = format_number(scale.lowest, 0), format_number(scale.highest, 0)
            written = format_number(target.value) if known else "itu"
            raise StoreError(f"Target {written} tahun {target.year} di luar skala {lowest} sampai {highest}.")
        if not target.document:
            raise StoreError(f"Isi dokumen yang memuat target tahun {target.year}, misalnya RPJMD 2025–2029.")
        for said in target.faults().values():
            raise StoreError(f"{said}.")


def _frame(versions: Iterable[Version]) -> pd.DataFrame:
    rows = []
    for version in versions:
        content = version.content or {}
        fields = [field.read(content.get(name)) for name, field in FIELDS.items()]
        rows.append((*parts_of(version.key), *fields, version.at, version.who))
    frame = pd.DataFrame(rows, columns=[*KEY, *FIELDS, "kept_at", "kept_by"])
    return frame.astype({"region": "str", "year": "int64", "instrument": "str", "value": "float64", "document": "str"})
