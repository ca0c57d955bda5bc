"""Scenarios: what a region would come to with other levels, kept for an assessment under a name."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from spbe_analytics.errors import StoreError
from spbe_analytics.schema import Key
from spbe_analytics.store.shelf.shelf import Draft, Shelf, key_of, parts_of

LONGEST_NAME: Final = 80


@dataclass(frozen=True)
class Scenario:
    """What a region would come to with other levels.

    Attributes:
        name: Unique within its assessment.
        levels: Level, or sum of levels, by code, as exact text (``"4"``, ``"7/2"``).
        units: Unit in charge by code; absent where none was named.
        years: Year of the plan by code; absent where none was chosen.
        kept_by: Who kept it.
        kept_at: When, in UTC.
    """

    name: str
    levels: Mapping[str, str]
    units: Mapping[str, str]
    years: Mapping[str, int]
    kept_by: str
    kept_at: datetime


class Scenarios(Shelf):
    """The scenarios of a store, by assessment and name."""

    kind = "scenario"

    def of(self, key: Key) -> tuple[Scenario, ...]:
        """Return the scenarios of an assessment, the one kept last first."""
        return tuple(
            Scenario(parts_of(name)[-1], **version.content or {}, kept_by=version.who, kept_at=version.at)
            for name, version in self._newest(region=key.region).items()
            if parts_of(name)[:-1] == key
        )

    def keep(
        self,
        key: Key,
        name: str,
        levels: Mapping[str, str],
        units: Mapping[str, str],
        years: Mapping[str, int],
        who: str,
    ) -> None:
        """Keep a scenario in the place of an earlier one of its name.

        Args:
            key: The assessment it starts from.
            name: Its name.
            levels: Level, or sum of levels, by code.
            units: Unit in charge by code.
            years: Year of the plan by code.
            who: Name of the person.

        Raises:
            StoreError: Name, person or levels are missing, or the name is too long.
        """
        if not levels:
            raise StoreError("Skenario belum mengubah apa pun. Ubah satu tingkat, lalu simpan.")
        self._put(key, name, {"levels": dict(levels), "units": dict(units), "years": dict(years)}, who)

    def remove(self, key: Key, name: str, who: str) -> None:
        """Take a scenario away; what it was stays in the history.

        Raises:
            StoreError: There is none of that name, or the person is missing.
        """
        if name not in {scenario.name for scenario in self.of(key)}:
            raise StoreError(f"Tidak ada skenario bernama “{name}”.")
        self._put(key, name, None, who)

    def _put(self, key: Key, name: str, content: Mapping[str, object] | None, who: str) -> None:
        name, who = " ".join(name.split()), " ".join(who.split())
        if not name or not who:
            raise StoreError("Isi nama skenario dan nama Anda.")
        if len(name) > LONGEST_NAME:
            raise StoreError(f"Nama skenario paling panjang {LONGEST_NAME} huruf.")
        with self._store.writing() as connection:
            self._keep(connection, [Draft(key_of(*key, name), key.region, content)], who)
