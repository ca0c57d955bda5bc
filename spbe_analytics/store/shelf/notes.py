"""Why figures are as they are, in people's words; each change is a version, and the newest one counts."""

from collections.abc import Iterable, Mapping

import pandas as pd

from spbe_analytics.entries.note import FIELDS, KEY, Note
from spbe_analytics.errors import StoreError
from spbe_analytics.instruments import Instrument, instruments
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import Kind, Stage
from spbe_analytics.store.database import Store
from spbe_analytics.store.shelf.shelf import Draft, Shelf, Version, key_of, parts_of, signed


class Notes(Shelf):
    """The notes kept in a store; a version with an empty text takes its note away."""

    kind = "note"

    def __init__(self, store: Store, catalogue: Mapping[str, Instrument] | None = None) -> None:
        """Look after the notes of a store; ``catalogue`` is what ships by default."""
        super().__init__(store)
        self._catalogue = instruments() if catalogue is None else catalogue

    def current(self, region: str) -> pd.DataFrame:
        """Return what counts now of a region.

        Returns:
            Columns of :data:`spbe_analytics.entries.note.KEY`, ``text``, ``kept_at, kept_by``, the newest year first.
        """
        found = _frame(self._newest(region=region).values())
        found = found[found["text"] != ""]
        return found.sort_values(["year", "stage", "node"], ascending=[False, True, True], ignore_index=True)

    def history(self, region: str) -> pd.DataFrame:
        """Return all that was ever kept of a region, the newest first; an empty text took a note away."""
        return _frame(self._versions(region=region)[::-1])

    def keep(self, note: Note, who: str) -> bool:
        """Keep a note; tell whether it is new or changed.

        Args:
            note: The note; one that is there already is not kept again.
            who: Name of the person.

        Raises:
            StoreError: It is about nothing that there is, or its text or the name cannot be right.
        """
        who, note = signed(who), note.tidy()
        self._check(note)
        for said in note.faults().values():
            raise StoreError(f"{said}.")
        return self._write(note, who)

    def remove(self, note: Note, who: str) -> None:
        """Take a note away; its history stays.

        Raises:
            StoreError: There is no such note, or the name is empty.
        """
        who = signed(who)
        with self._store.writing() as connection:
            key = key_of(*note.key)
            kept = next((version.content for version in self._newest(connection, key=key).values()), None) or {}
            if not kept.get("text"):
                raise StoreError("Tidak ada penjelasan yang dapat dihapus. Muat ulang halaman ini.")
            self._keep(connection, [Draft(key, note.region, {"text": ""})], who)

    def _write(self, note: Note, who: str) -> bool:
        with self._store.writing() as connection:
            key = key_of(*note.key)
            known = self._newest(connection, key=key).get(key)
            if known is not None and known.content == note.content:
                return False
            self._keep(connection, [Draft(key, note.region, note.content)], who)
        return True

    def _check(self, note: Note) -> None:
        places, instrument = gazetteer(), self._catalogue.get(note.instrument)
        if note.region not in places or places[note.region].kind is Kind.AVERAGE:
            raise StoreError(f"Tidak ada pemerintah daerah berkode “{note.region}”.")
        if instrument is None or not instrument.covers(note.year) or note.stage not in set(Stage):
            raise StoreError(f"Tidak ada penilaian {note.stage} {note.year} dengan instrumen “{note.instrument}”.")
        if note.node not in instrument:
            raise StoreError(f"Tidak ada butir “{note.node}” dalam {instrument.short}.")


def _frame(versions: Iterable[Version]) -> pd.DataFrame:
    rows = []
    for version in versions:
        content = version.content or {}
        fields = [field.read(content.get(name)) for name, field in FIELDS.items()]
        rows.append((*parts_of(version.key), *fields, version.at, version.who))
    frame = pd.DataFrame(rows, columns=[*KEY, *FIELDS, "kept_at", "kept_by"])
    return frame.astype({"region": "str", "year": "int64", "stage": "str", "node": "str", "text": "str"})
