"""The index a region's plan asks for, by year: the newest row of a key counts, nothing is deleted."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from fractions import Fraction
from math import isfinite
from typing import Final, NamedTuple

import pandas as pd
import sqlalchemy as sa

from spbe_analytics.errors import StoreError
from spbe_analytics.instruments import Instrument, instruments
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import LAST_PLANNED_YEAR, Kind
from spbe_analytics.scoring.display import format_number
from spbe_analytics.store import tables
from spbe_analytics.store.database import Store

LONGEST_DOCUMENT: Final = 200
LONGEST_NAME: Final = 80

KEY: Final = ("region", "year", "instrument")

_TABLE: Final = tables.targets.c


class NewTarget(NamedTuple):
    """The index that a document asks for; ``instrument`` is that of the document's figure."""

    region: str
    year: int
    instrument: str
    value: float
    document: str


class Targets:
    """The targets kept in a store.

    They change no score, so they do not raise the revision: whoever shows them asks again.
    """

    def __init__(self, store: Store, catalogue: Mapping[str, Instrument] | None = None) -> None:
        """Look at the targets of a store; ``catalogue`` is what ships by default."""
        self._store = store
        self._catalogue = instruments() if catalogue is None else catalogue

    def current(self, region: str | None = None) -> pd.DataFrame:
        """Return what counts now, of one region or of all.

        Returns:
            Columns ``region, year, instrument, value, document, kept_at, kept_by``, ordered by region, year and
            instrument; a target taken away has no row.
        """
        rows = self._rows(region)
        newest = rows.groupby(list(KEY)).tail(1)
        return newest[newest["value"].notna()].sort_values(list(KEY), ignore_index=True)

    def history(self, region: str) -> pd.DataFrame:
        """Return all that was ever kept of a region, the newest first; a row without a value took a target away."""
        return self._rows(region).iloc[::-1].reset_index(drop=True)

    def keep(self, targets: Sequence[NewTarget], who: str) -> int:
        """Keep targets, all of them or none; one that is there already is not kept again.

        Args:
            targets: At most one of each region, year and instrument.
            who: Name of the person.

        Returns:
            How many are new or changed.

        Raises:
            StoreError: One of them cannot be right; the message says which and why.
        """
        self._check_name(who)
        seen: set[tuple[object, ...]] = set()
        for target in targets:
            self._check(target)
            if target[:3] in seen:
                raise StoreError(f"Target tahun {target.year} {gazetteer()[target.region].bare} disebut dua kali.")
            seen.add(target[:3])
        with self._store.writing() as connection:
            known = self._known(connection, {target.region for target in targets})
            fresh = [
                target._replace(document=target.document.strip())
                for target in targets
                if known.get(target[:3]) != (target.value, target.document.strip())
            ]
            self._write(connection, fresh, who)
        return len(fresh)

    def remove(self, region: str, year: int, instrument: str, who: str) -> None:
        """Take a target away; its rows stay.

        Raises:
            StoreError: There is no such target, or the name is empty.
        """
        self._check_name(who)
        with self._store.writing() as connection:
            found = self._known(connection, {region}).get((region, year, instrument))
            if found is None:
                raise StoreError(f"Tidak ada target tahun {year} yang dapat dihapus.")
            row = {"region": region, "year": year, "instrument": instrument, "value": None, "document": found[1]}
            connection.execute(tables.targets.insert(), row | _signed(who))

    def _rows(self, region: str | None) -> pd.DataFrame:
        names = (*KEY, "value", "document", "kept_at", "kept_by")
        query = sa.select(*(_TABLE[name] for name in names)).order_by(_TABLE.id)
        found = self._store.frame(query if region is None else query.where(_TABLE.region == region))
        return found.astype({"year": "int64", "value": "float64"})

    @staticmethod
    def _known(connection: sa.Connection, regions: Iterable[str]) -> dict[tuple[object, ...], tuple[float, str]]:
        """Return value and document of the current targets of some regions."""
        columns = (*(_TABLE[name] for name in KEY), _TABLE.value, _TABLE.document)
        wanted = sorted(regions)
        query = sa.select(*columns).where(_TABLE.region.in_(wanted)).order_by(_TABLE.id)
        newest = {(region, int(year), name): (value, said) for region, year, name, value, said in
                  connection.execute(query).all()}  # fmt: skip
        return {key: (float(value), said) for key, (value, said) in newest.items() if value is not None}

    @staticmethod
    def _write(connection: sa.Connection, targets: Sequence[NewTarget], who: str) -> None:
        if targets:
            connection.execute(tables.targets.insert(), [target._asdict() | _signed(who) for target in targets])

    @staticmethod
    def _check_name(who: str) -> None:
        if not who.strip():
            raise StoreError("Isi nama: siapa yang mencatat target ikut tersimpan.")
        if len(who.strip()) > LONGEST_NAME:
            raise StoreError(f"Nama paling panjang {LONGEST_NAME} karakter.")

    def _check(self, target: NewTarget) -> None:
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
        said = target.document.strip()
        if not said:
            raise StoreError(f"Isi dokumen yang memuat target tahun {target.year}, misalnya RPJMD 2025–2029.")
        if len(said) > LONGEST_DOCUMENT:
            raise StoreError(f"Nama dokumen paling panjang {LONGEST_DOCUMENT} karakter.")


def _signed(who: str) -> dict[str, object]:
    return {"kept_at": datetime.now(UTC), "kept_by": who.strip()}
