"""The follow-up: each change of an action is a new version, and the newest of a number counts."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import pandas as pd
import sqlalchemy as sa

from spbe_analytics.entries.action import FIELDS, IDENTITY, Action
from spbe_analytics.entries.fields import clean, name_fault
from spbe_analytics.errors import StoreError
from spbe_analytics.instruments import instruments
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import Kind, Stage
from spbe_analytics.store.shelf.shelf import Draft, Shelf, Version

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


class Actions(Shelf):
    """The actions of all regions, by their numbers.

    Two writers never overwrite each other: whoever changes an action names the version that he saw.
    """

    kind = "action"

    def current(self, region: str | None = None, *, removed: bool = False) -> pd.DataFrame:
        """Return the newest version of each action, in the order of their numbers.

        Args:
            region: Code of one region; all of them without.
            removed: Return those that were taken away instead.

        Returns:
            Columns ``id, number``, those of an action, ``removed, at, who``; ``id`` is the version, ``due`` a date or
            ``None``, ``at`` in UTC.
        """
        newest = {version.key: version for version in self._versions(region=region)}
        frame = _frame(newest.values())
        return frame[frame["removed"] == removed].sort_values("number", ignore_index=True)

    def versions(self, number: int) -> pd.DataFrame:
        """Return all versions of one action, the oldest first; none for an unknown number. Columns as above."""
        return _frame(self._versions(key=str(number)))

    def all_versions(self, region: str) -> pd.DataFrame:
        """Return all versions of all actions of a region, the oldest first. Columns as above."""
        return _frame(self._versions(region=region))

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
        return self.write([], [Edit(number, seen, before.but(**changed), removed)], who)[0]

    def remove(self, number: int, seen: int, who: str) -> int:
        """Take an action away; its history stays. Returns and raises as :meth:`change`."""
        return self.write([], [Edit(number, seen, self._version(number, seen)[0], removed=True)], who)[0]

    def restore(self, number: int, seen: int, who: str) -> int:
        """Take back that an action was taken away. Returns and raises as :meth:`change`."""
        return self.write([], [Edit(number, seen, self._version(number, seen)[0])], who)[0]

    def _version(self, number: int, seen: int) -> tuple[Action, bool]:
        version = next((version for version in self._versions(key=str(number)) if version.id == seen), None)
        if version is None:
            raise _unknown(number)
        return _held(version)

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
        wrong = [name_fault(who)] if name_fault(who) else []
        for action in (*fresh, *(edit.action for edit in changed)):
            wrong += _faults(action)
        if wrong:
            raise StoreError(f"{'. '.join(dict.fromkeys(wrong))}. {NOTHING_KEPT}")
        with self._store.writing() as connection:
            kept = [self._counting(connection, edit) for edit in changed]
            first = 1 + max((int(version.key) for version in self._versions(connection)), default=0)
            numbers = list(range(first, first + len(fresh)))
            self._keep(connection, [_draft(*pair) for pair in zip(numbers, fresh, strict=True)], who)
            landed = [
                edit.seen
                if (edit.action, edit.removed) == before
                else self._keep(connection, [_draft(edit.number, edit.action, removed=edit.removed)], who)[0]
                for edit, before in zip(changed, kept, strict=True)
            ]
        return [*numbers, *landed]

    def _counting(self, connection: sa.Connection, edit: Edit) -> tuple[Action, bool]:
        """Return the version that counts, or refuse an edit of an older one."""
        versions = {version.id: version for version in self._versions(connection, key=str(edit.number))}
        if edit.seen not in versions:
            raise _unknown(edit.number)
        newest = versions[max(versions)]
        before, removed = _held(newest)
        if newest.id != edit.seen:
            names = [FIELDS[name].heading for name in _held(versions[edit.seen])[0].differing(before)]
            what = "menghapusnya" if removed else f"mengubah {', '.join(names)}" if names else "mengubahnya"
            raise StaleActionError(
                f"Tindakan nomor {edit.number} sudah diubah orang lain sesudah Anda membukanya: {newest.who} {what}. "
                f"{NOTHING_KEPT} Periksa versi terbaru, lalu ulangi.",
                newest.id,
            )
        if before.about != edit.action.about:
            raise StoreError(f"Tindakan nomor {edit.number} milik penilaian lain. {NOTHING_KEPT}")
        return before, removed


def _held(version: Version) -> tuple[Action, bool]:
    """Return the action that a version holds, and whether it was taken away with it."""
    content = version.content or {}
    return Action.restored({name: content[name] for name in IDENTITY}, content), bool(content["removed"])


def _draft(number: int, action: Action, *, removed: bool = False) -> Draft:
    return Draft(str(number), action.region, action.about | action.content | {"removed": removed})


def _frame(versions: Iterable[Version]) -> pd.DataFrame:
    rows = []
    for version in versions:
        action, removed = _held(version)
        rows.append((version.id, int(version.key), *action.about.values(), *(action[name] for name in FIELDS),
                     removed, version.at, version.who))  # fmt: skip
    frame = pd.DataFrame(rows, columns=["id", "number", *IDENTITY, *FIELDS, "removed", "at", "who"])
    frame = frame.astype({"id": "int64", "number": "int64", "removed": bool})
    return frame.assign(at=pd.to_datetime(frame["at"], utc=True), due=frame["due"].astype(object))


def _faults(action: Action) -> list[str]:
    """List all that is wrong with an action."""
    instrument = instruments().get(action.instrument)
    wrong = list(action.faults().values())
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


def _unknown(number: int) -> StoreError:
    return StoreError(f"Tindakan nomor {number} tidak ada. {NOTHING_KEPT}")
