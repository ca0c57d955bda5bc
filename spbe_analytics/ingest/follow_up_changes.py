"""Rows of a workbook against the actions that are there: what would be added, changed and left.

Three versions of an action meet: the one that the file was made of, the file's, and the one that counts now. What only
one side changed is kept; what both changed differently is a finding.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import pandas as pd

from spbe_analytics.entries.action import FIELDS, Action, due_fault
from spbe_analytics.ingest.checks.findings import Finding, finding
from spbe_analytics.ingest.follow_up import ActionReading, ActionRow
from spbe_analytics.instruments import Instrument
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import Severity


class Changed(NamedTuple):
    """An action that the file changes: its number, the version that counts now, and both contents."""

    number: int
    seen: int
    before: Action
    after: Action


@dataclass(frozen=True)
class Incoming:
    """What a file would do.

    Attributes:
        added: New actions in the order of the file.
        changed: Changes.
        unchanged: Rows that are as they are there.
        findings: Of the reading, and of the comparison.
    """

    added: tuple[Action, ...]
    changed: tuple[Changed, ...]
    unchanged: int
    findings: tuple[Finding, ...]

    @property
    def has_errors(self) -> bool:
        """Whether a finding forbids to store it."""
        return any(item.severity is Severity.ERROR for item in self.findings)


def compare(
    reading: ActionReading, versions: pd.DataFrame, region: str, year: int, stage: str, instrument: Instrument
) -> Incoming:
    """Hold a file against what is there.

    Args:
        reading: What was read.
        versions: All versions of all actions of the region, the oldest first; columns of the table ``actions``.
        region: The region it must be about.
        year: Result year of new actions where the file does not say.
        stage: Their stage where the file does not say.
        instrument: Their instrument.

    Returns:
        What would be added and changed; with an error nothing may be kept.
    """
    found = list(reading.findings)
    if reading.region and reading.region != region:
        places = gazetteer()
        written = places[reading.region].name if reading.region in places else reading.region
        found.append(finding("action-other-region", written=written, expected=places[region].name))
    if reading.instrument and reading.instrument != instrument.id:
        fields = {"written": reading.instrument, "expected": instrument.id}
        found.append(finding("action-other-instrument", **fields))
    if any(item.severity is Severity.ERROR and item.sheet is None for item in found):
        return Incoming((), (), 0, tuple(found))
    known = _by_number(versions)
    twins = {_words(Action.of_row(rows[-1])): number for number, rows in known.items() if not rows[-1]["removed"]}
    about = (region, year, stage)
    if reading.year and instrument.covers(reading.year):
        about = (region, reading.year, reading.stage or stage)
    added: list[Action] = []
    changed: list[Changed] = []
    unchanged = 0
    for row in reading.rows:
        if row.number is None:
            made = Action(*about, instrument.id).but(**row.said)
            found.extend(_dates(made, row))
            twin = twins.get(_words(made))
            if twin is None:
                added.append(made)
            else:
                found.append(finding("action-there", row.sheet, row.cells["action"], number=twin))
                unchanged += 1
            continue
        here = known.get(row.number, [])
        if not here or here[-1]["instrument"] != instrument.id:
            found.append(finding("action-number-unknown", row.sheet, row.cells["number"], number=row.number))
            continue
        newest = here[-1]
        if newest["removed"]:
            other = newest["who"]
            found.append(finding("action-removed", row.sheet, row.cells["number"], number=row.number, other=other))
            continue
        base = next((item for item in here if item["id"] == row.seen), newest)
        now = Action.of_row(newest)
        after, conflicts = _merged(row, Action.of_row(base), now, str(newest["who"]))
        found.extend(conflicts)
        found.extend(_dates(after, row) if after.due != now.due else [])
        if after == now:
            unchanged += 1
        else:
            changed.append(Changed(row.number, int(newest["id"]), now, after))
    return Incoming(tuple(added), tuple(changed), unchanged, tuple(found))


def _words(action: Action) -> tuple[object, ...]:
    return (action.instrument, action.year, action.stage, action.node, action.action.casefold())


def _by_number(versions: pd.DataFrame) -> dict[int, list[Mapping[Any, Any]]]:
    found: dict[int, list[Mapping[Any, Any]]] = {}
    for row in versions.to_dict("records"):
        found.setdefault(int(row["number"]), []).append(row)
    return found


def _merged(row: ActionRow, base: Action, now: Action, who: str) -> tuple[Action, list[Finding]]:
    """Put a row's own changes onto the version that counts; what both changed differently is a finding."""
    own = {name: value for name, value in row.said.items() if value != base[name]}
    found = [
        finding(
            "action-conflict", row.sheet, row.cells.get(name, row.cells["action"]),
            field=FIELDS[name].heading, number=row.number, other=who, said=now[name] or "kosong",
        )
        for name, value in own.items() if now[name] not in (base[name], value)
    ]  # fmt: skip
    return now.but(**own), found


def _dates(action: Action, row: ActionRow) -> list[Finding]:
    said = due_fault(action.due, action.year) if action.due is not None else ""
    return [finding("action-date-absurd", row.sheet, row.cells["due"], said=said)] if said else []
