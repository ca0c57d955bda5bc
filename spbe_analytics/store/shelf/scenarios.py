"""Scenarios: whole plans, kept for an assessment under a name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from spbe_analytics.entries.plan import ITEMS, UNITS
from spbe_analytics.errors import StoreError
from spbe_analytics.schema import Key
from spbe_analytics.store.shelf.shelf import Draft, Shelf, key_of, parts_of

LONGEST_NAME: Final = 80


@dataclass(frozen=True)
class Scenario:
    """A plan that was kept.

    Attributes:
        name: Unique within its assessment.
        plan: The whole plan as an address writes it: values by the name of a parameter.
        kept_by: Who kept it.
        kept_at: When, in UTC.
    """

    name: str
    plan: Mapping[str, Sequence[str]]
    kept_by: str
    kept_at: datetime


class Scenarios(Shelf):
    """The scenarios of a store, by assessment and name."""

    kind = "scenario"

    def of(self, key: Key) -> tuple[Scenario, ...]:
        """Return the scenarios of an assessment, the one kept last first."""
        return tuple(
            Scenario(parts_of(name)[-1], _plan(version.content or {}), version.who, version.at)
            for name, version in self._newest(region=key.region).items()
            if parts_of(name)[:-1] == key
        )

    def keep(self, key: Key, name: str, plan: Mapping[str, Sequence[str]], who: str) -> None:
        """Keep a scenario in the place of an earlier one of its name.

        Args:
            key: The assessment it starts from.
            name: Its name.
            plan: The whole plan: values by the name of a parameter.
            who: Name of the person.

        Raises:
            StoreError: Name or person are missing, nothing rises, or the name is too long.
        """
        if not any(plan.get(ITEMS, ())):
            raise StoreError("Skenario belum mengubah apa pun. Ubah satu tingkat, lalu simpan.")
        self._put(key, name, {"plan": {parameter: list(values) for parameter, values in plan.items()}}, who)

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


def _plan(content: Mapping[str, Any]) -> Mapping[str, Sequence[str]]:
    """Return the plan that a version holds; one of before whole plans were kept has levels, years and units alone."""
    if "plan" in content:
        plan: Mapping[str, Sequence[str]] = content["plan"]
        return plan
    years, units = content.get("years", {}), content.get("units", {})
    items = [f"{node}.{level}.{years.get(node, 1)}" for node, level in content.get("levels", {}).items()]
    return {ITEMS: ["-".join(items)], UNITS: [f"{node} {unit}" for node, unit in units.items()]}
