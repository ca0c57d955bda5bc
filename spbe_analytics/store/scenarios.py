"""The shelf of scenarios: kept for a region under a name, the newest of a name counts, nothing is deleted."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import pandas as pd
import sqlalchemy as sa

from spbe_analytics.errors import StoreError
from spbe_analytics.store import tables
from spbe_analytics.store.database import Store

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


class Scenarios:
    """The scenarios of a store, by assessment and name."""

    def __init__(self, store: Store) -> None:
        """Keep them in this store."""
        self._store = store

    def of(self, region: str, year: int, stage: str, instrument: str) -> tuple[Scenario, ...]:
        """Return the scenarios of an assessment, the one kept last first."""
        columns = tables.scenarios.c
        query = (
            sa.select(columns.name, columns.content, columns.kept_by, columns.kept_at)
            .where(
                columns.region == region,
                columns.year == year,
                columns.stage == stage,
                columns.instrument == instrument,
            )
            .order_by(columns.id.desc())
        )
        newest = self._store.frame(query).drop_duplicates("name")
        found = []
        for row in newest[newest["content"] != ""].to_dict("records"):
            content = json.loads(row["content"])
            kept_at = pd.Timestamp(row["kept_at"]).to_pydatetime()
            parts = (content["levels"], content["units"], content["years"])
            found.append(Scenario(row["name"], *parts, row["kept_by"], kept_at))
        return tuple(found)

    def keep(
        self,
        key: tuple[str, int, str, str],
        name: str,
        levels: Mapping[str, str],
        units: Mapping[str, str],
        years: Mapping[str, int],
        who: str,
    ) -> None:
        """Keep a scenario in the place of an earlier one of its name.

        Args:
            key: Region, year, stage and instrument of the assessment it starts from.
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
        content = {"levels": dict(levels), "units": dict(units), "years": dict(years)}
        self._write(key, name, json.dumps(content, ensure_ascii=False), who)

    def remove(self, key: tuple[str, int, str, str], name: str, who: str) -> None:
        """Take a scenario away; what it was stays in the history of the table.

        Raises:
            StoreError: There is none of that name, or the person is missing.
        """
        if name not in {scenario.name for scenario in self.of(*key)}:
            raise StoreError(f"Tidak ada skenario bernama “{name}”.")
        self._write(key, name, "", who)

    def _write(self, key: tuple[str, int, str, str], name: str, content: str, who: str) -> None:
        name, who = " ".join(name.split()), " ".join(who.split())
        if not name or not who:
            raise StoreError("Isi nama skenario dan nama Anda.")
        if len(name) > LONGEST_NAME:
            raise StoreError(f"Nama skenario paling panjang {LONGEST_NAME} huruf.")
        region, year, stage, instrument = key
        row = {
            "region": region, "year": year, "stage": stage, "instrument": instrument, "name": name,
            "content": content, "kept_at": datetime.now(UTC), "kept_by": who,
        }  # fmt: skip
        with self._store.writing() as connection:
            connection.execute(tables.scenarios.insert(), row)
