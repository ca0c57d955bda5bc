"""The follow-up: each change of an action is a new version, the newest of a number counts, nothing is deleted."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

import pandas as pd
import sqlalchemy as sa

from spbe_analytics.action import FIELDS, LABELS, Action, clean, faults
from spbe_analytics.errors import StoreError
from spbe_analytics.instruments import instruments
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import Kind, Stage
from spbe_analytics.store import queries, tables
from spbe_analytics.store.database import Store

_TABLE: Final = tables.actions.c
LONGEST_NAME: Final = 80
"""Most letters of the name of a person."""

NOTHING_KEPT: Final = "Tidak ada yang disimpan."


class StaleActionError(StoreError):
    """Somebody changed the action after it was read; ``newest`` is the number of the version that counts now."""

    def __init__(self, message: str, newest: int) -> None:
        super().__init__(message)
        self.newest = newest


class Edit(NamedTuple):
    """A change of an action that is there.

    Attributes:
        number: Number of the action.
        seen: Id of the version that the person saw; a newer one refuses the change.
        action: What the action is from now on.
        removed: Whether it is taken away.
    """

    number: int
    seen: int
    action: Action
    removed: bool = False


class Actions:
    """The actions of all regions.

    Two writers never overwrite each other: whoever changes an action names the version that he saw.
    """

    def __init__(self, store: Store) -> None:
        """Look after the actions of a store."""
        self._store = store

    def current(self, region: str | None = None, *, removed: bool = False) -> pd.DataFrame:
        """Return the newest version of each action, in the order of their numbers.

        Args:
            region: Code of one region; all of them without.
            removed: Return those that were taken away instead.

        Returns:
            Columns of the table ``actions``; ``id`` is the version, ``due`` a date or ``None``, ``at`` in UTC.
        """
        newest = sa.select(sa.func.max(_TABLE.id)).group_by(_TABLE.number)
        query = sa.select(tables.actions)
        if region is not None:
            newest = newest.where(_TABLE.region == region)
        query = query.where(_TABLE.id.in_(newest), _TABLE.removed.is_(removed)).order_by(_TABLE.number)
        return self._frame(query)

    def versions(self, number: int) -> pd.DataFrame:
        """Return all versions of one action, the oldest first; none for an unknown number. Columns as above."""
        return self._frame(sa.select(tables.actions).where(_TABLE.number == number).order_by(_TABLE.id))

    def all_versions(self, region: str) -> pd.DataFrame:
        """Return all versions of all actions of a region, the oldest first. Columns as above."""
        return self._frame(sa.select(tables.actions).where(_TABLE.region == region).order_by(_TABLE.id))

    def remarks(self, region: str) -> pd.DataFrame:
        """Return what assessors wrote about one region, as :meth:`spbe_analytics.store.Store.remarks` does."""
        return self._store.frame(queries.remarks().where(tables.records.c.region == region))

    def _frame(self, query: sa.Select[Any]) -> pd.DataFrame:
        frame = self._store.frame(query)
        return frame.assign(at=pd.to_datetime(frame["at"], utc=True), due=frame["due"].astype(object))

    def add(self, action: Action, who: str) -> int:
        """Keep a new action and return its number; see :meth:`write` for the errors."""
        return self.write([action], [], who)[0]

    def add_many(self, actions: Sequence[Action], who: str) -> list[int]:
        """Keep several new actions, all of them or none; return their numbers in their order."""
        return self.write(actions, [], who)

    def change(self, number: int, seen: int, who: str, **changed: object) -> int:
        """Change fields of an action.

        Args:
            number: Number of the action.
            seen: Id of the version that the person saw.
            who: Name of the person.
            **changed: New values by name of field.

        Returns:
            Id of the version that counts now; the one seen where nothing differs.

        Raises:
            StaleActionError: There is a newer version; nothing is kept.
            StoreError: There is no such action, or a new value breaks a rule.
        """
        before, removed = self._version(number, seen)
        return self.write([], [Edit(number, seen, replace(before, **changed), removed)], who)[0]  # type: ignore[arg-type]

    def remove(self, number: int, seen: int, who: str) -> int:
        """Take an action away; its history stays. Returns and raises as :meth:`change`."""
        return self.write([], [Edit(number, seen, self._version(number, seen)[0], removed=True)], who)[0]

    def restore(self, number: int, seen: int, who: str) -> int:
        """Take back that an action was taken away. Returns and raises as :meth:`change`."""
        return self.write([], [Edit(number, seen, self._version(number, seen)[0])], who)[0]

    def _version(self, number: int, seen: int) -> tuple[Action, bool]:
        rows = self.versions(number)
        rows = rows[rows["id"] == seen]
        if rows.empty:
            raise _unknown(number)
        row = rows.iloc[0]
        return action_of(row), bool(row["removed"])

    def write(self, added: Sequence[Action], edits: Sequence[Edit], who: str) -> list[int]:
        """Keep new actions and changes in one transaction: all of them, or none.

        Args:
            added: New actions.
            edits: Changes of actions that are there; one that changes nothing writes nothing.
            who: Name of the person.

        Returns:
            The numbers of the new actions, then the ids of the versions that now count for the edits.

        Raises:
            StaleActionError: An action was changed after it was seen; the message says by whom, and which fields.
            StoreError: The name is empty, an action is unknown, or a field breaks a rule.
        """
        who = clean(who)
        fresh = [action.tidy() for action in added]
        changed = [edit._replace(action=edit.action.tidy()) for edit in edits]
        wrong = _name_faults(who)
        for action in (*fresh, *(edit.action for edit in changed)):
            wrong += _faults(action)
        if wrong:
            raise StoreError(f"{'. '.join(dict.fromkeys(wrong))}. {NOTHING_KEPT}")
        now, landed = datetime.now(UTC), []
        with self._store.writing() as connection:
            kept = [_kept(connection, edit) for edit in changed]
            number = _next(connection)
            for place, action in enumerate(fresh, start=number):
                _insert(connection, place, action, removed=False, at=now, who=who)
                landed.append(place)
            for edit, (before, removed) in zip(changed, kept, strict=True):
                if edit.action == before and edit.removed == removed:
                    landed.append(edit.seen)
                else:
                    landed.append(_insert(connection, edit.number, edit.action, removed=edit.removed, at=now, who=who))
        return landed


def action_of(row: pd.Series | sa.RowMapping | dict[Any, Any]) -> Action:
    """Make the action that a row of the table holds."""
    said = {name: row[name] for name in FIELDS}
    return Action(**said | {"year": int(said["year"]), "due": said["due"] if pd.notna(said["due"]) else None})


def _name_faults(who: str) -> list[str]:
    if not who:
        return ["Isi nama Anda: riwayat mencatat siapa yang mengisi"]
    return [f"Nama terlalu panjang: paling banyak {LONGEST_NAME} huruf"] if len(who) > LONGEST_NAME else []


def _faults(action: Action) -> list[str]:
    """List all that is wrong with an action."""
    instrument = instruments().get(action.instrument)
    wrong = list(faults(action).values())
    if instrument is None:
        wrong.append(f"Instrumen “{action.instrument}” tidak dikenal")
    else:
        if not action.node:
            wrong.append("Pilih indikatornya")
        elif action.node not in instrument:
            wrong.append(f"Butir “{action.node}” tidak ada dalam {instrument.index_name}")
        if not instrument.covers(action.year):
            wrong.append(f"{instrument.index_name} tidak berlaku untuk tahun {action.year}")
    if action.region not in gazetteer() or gazetteer()[action.region].kind is Kind.AVERAGE:
        wrong.append(f"Daerah “{action.region}” tidak dikenal")
    if action.stage not in {stage.value for stage in Stage}:
        wrong.append(f"Tahap “{action.stage}” tidak dikenal")
    return wrong


def _kept(connection: sa.Connection, edit: Edit) -> tuple[Action, bool]:
    """Return the version that counts, or refuse an edit of an older one."""
    rows = connection.execute(
        sa.select(tables.actions).where(_TABLE.number == edit.number).order_by(_TABLE.id)
    ).mappings().all()  # fmt: skip
    if not rows or edit.seen not in {row["id"] for row in rows}:
        raise _unknown(edit.number)
    newest, seen = rows[-1], next(row for row in rows if row["id"] == edit.seen)
    if newest["id"] != edit.seen:
        names = [LABELS[name] for name in action_of(seen).differing(action_of(newest))]
        what = "menghapusnya" if newest["removed"] else f"mengubah {', '.join(names)}" if names else "mengubahnya"
        raise StaleActionError(
            f"Tindakan nomor {edit.number} sudah diubah orang lain sesudah Anda membukanya: {newest['who']} {what}. "
            f"{NOTHING_KEPT} Periksa versi terbaru, lalu ulangi.",
            newest["id"],
        )
    before = action_of(newest)
    if [before[name] for name in _FIXED] != [edit.action[name] for name in _FIXED]:
        raise StoreError(f"Tindakan nomor {edit.number} milik penilaian lain. {NOTHING_KEPT}")
    return before, bool(newest["removed"])


_FIXED: Final = tuple(name for name in FIELDS if name not in LABELS)


def _next(connection: sa.Connection) -> int:
    return int(connection.execute(sa.select(sa.func.coalesce(sa.func.max(_TABLE.number), 0))).scalar_one()) + 1


def _insert(connection: sa.Connection, number: int, action: Action, **more: Any) -> int:  # noqa: ANN401 - columns
    row = {"number": number, **{name: action[name] for name in FIELDS}, **more}
    made = connection.execute(tables.actions.insert(), row).inserted_primary_key
    assert made is not None
    return int(made[0])


def _unknown(number: int) -> StoreError:
    return StoreError(f"Tindakan nomor {number} tidak ada. {NOTHING_KEPT}")
