"""All instruments that ship, and the one that a year falls under."""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path

from spbe_analytics.errors import InstrumentError
from spbe_analytics.instruments.loader import load
from spbe_analytics.instruments.model import Instrument

HERE = Path(__file__).parent


class Catalogue(Mapping[str, Instrument]):
    """Instruments by id, ordered by their first year; no year falls under two of them."""

    def __init__(self, directory: Path = HERE) -> None:
        """Read every ``*.yaml`` of a directory.

        Args:
            directory: Where the files lie; a further instrument is a further file.

        Raises:
            InstrumentError: A file breaks a rule, two have one id, or the years of two overlap.
        """
        loaded = [(path, load(path)) for path in sorted(directory.glob("*.yaml"))]
        loaded.sort(key=lambda pair: pair[1].first_year)
        self._items: dict[str, Instrument] = {}
        for path, instrument in loaded:
            if instrument.id in self._items:
                raise InstrumentError(f"{path.name}: id: “{instrument.id}” is used by another file too.")
            self._items[instrument.id] = instrument
        for (_, before), (path, after) in pairwise(loaded):
            if before.last_year is None or before.last_year >= after.first_year:
                raise InstrumentError(
                    f"{path.name}: years: overlap with {before.id} from {after.first_year}; "
                    f"end {before.id} before that year."
                )

    def __getitem__(self, instrument_id: str) -> Instrument:
        return self._items[instrument_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def for_year(self, year: int) -> Instrument | None:
        """Return the instrument whose result years hold the year, or ``None``."""
        return next((item for item in self.values() if item.covers(year)), None)


@cache
def instruments() -> Catalogue:
    """Return the instruments that ship with the product, read once."""
    return Catalogue()
