"""Where ingest, store and scoring meet: commit, and (in :mod:`spbe_analytics.history`) what was done.

A page or command asks a :class:`Workspace`; it never touches store or reader itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pandas as pd

from spbe_analytics.analysis.effect import cautions
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.errors import CommitError, StoreError
from spbe_analytics.garbage import without_collection
from spbe_analytics.history import History
from spbe_analytics.instruments import Catalogue, instruments
from spbe_analytics.newest import Newest
from spbe_analytics.regions import Gazetteer, gazetteer
from spbe_analytics.scoring.display import format_date
from spbe_analytics.store.content import Committed
from spbe_analytics.store.database import Store
from spbe_analytics.store.published import LAYOUT, Bundle, Update, compare, read_bundle, read_published

if TYPE_CHECKING:  # each is loaded by those who need it
    from spbe_analytics.ingest import Mapping
    from spbe_analytics.preview import Preview
    from spbe_analytics.store.shelf.actions import Actions
    from spbe_analytics.store.shelf.links import Links
    from spbe_analytics.store.shelf.mappings import Mappings
    from spbe_analytics.store.shelf.notes import Notes
    from spbe_analytics.store.shelf.scenarios import Scenarios
    from spbe_analytics.store.shelf.targets import Targets


REPLACED: Final = "Diganti data terbitan yang lebih baru"
"""Why a set of published figures no longer counts."""


class Workspace(History):
    """The product's data behind one door: a store with the published figures in it."""

    def __init__(self, url: str, published: Path | None) -> None:
        """Open the store and load what ships.

        Args:
            url: SQLAlchemy URL of the database.
            published: Folder of the published figures; ``None`` leaves the database as it is.
        """
        self.store = Store(url)
        self.catalogue: Catalogue = instruments()
        self.places: Gazetteer = gazetteer()
        self._newest = Newest(self.store, self.catalogue)
        self.ships = published is not None
        if published is not None:
            self._load(published)

    def _load(self, folder: Path) -> None:
        """Store the published figures that ship, unless a newer set was taken in; they replace the set before."""
        bundle = read_bundle(folder)
        if self._newest.ships(sha256(bundle.content).hexdigest(), LAYOUT):
            return
        held = self._published()
        if held is None or held.version <= bundle.version:
            self.store.replace(read_published(bundle, self.catalogue), REPLACED)

    def _published(self) -> Bundle | None:
        """Return the newest set of published figures that counts; ``None`` where there is none."""
        batches = self.store.batches()
        mine = batches[(batches["layout"] == LAYOUT) & batches["reverted_at"].isna()]
        kept = [Bundle.kept(self.store.content(sha)) for sha in mine["sha256"]]
        return max(kept, key=lambda bundle: bundle.version, default=None)

    def update_published(self, place: Path) -> Update:
        """Take in a newer set of published figures than the one that counts, which it replaces.

        Args:
            place: Zip or folder of the set.

        Raises:
            StoreError: The set cannot be used, or is not newer; nothing was stored.
        """
        bundle, held = read_bundle(place), self._published()
        batch = read_published(bundle, self.catalogue)
        if held is not None and bundle.version <= held.version:
            raise StoreError(
                f"Data terbitan ini bertanggal {format_date(bundle.version)}, tidak lebih baru dari yang berlaku "
                f"({format_date(held.version)}). Tidak ada yang disimpan."
            )
        self.store.replace(batch, REPLACED)
        before = None if held is None else read_published(held, self.catalogue)
        return Update(held.version if held else None, bundle.version, *compare(before, batch))

    @cached_property
    def actions(self) -> Actions:
        """The follow-up."""
        from spbe_analytics.store.shelf import actions

        return actions.Actions(self.store)

    @cached_property
    def scenarios(self) -> Scenarios:
        """What regions would come to with other levels."""
        from spbe_analytics.store.shelf import scenarios

        return scenarios.Scenarios(self.store)

    @cached_property
    def links(self) -> Links:
        """Long addresses under short names."""
        from spbe_analytics.store.shelf import links

        return links.Links(self.store)

    @cached_property
    def targets(self) -> Targets:
        """What plans ask for."""
        from spbe_analytics.store.shelf import targets

        return targets.Targets(self.store, self.catalogue)

    @cached_property
    def notes(self) -> Notes:
        """Why figures are as they are, in people's words."""
        from spbe_analytics.store.shelf import notes

        return notes.Notes(self.store, self.catalogue)

    @cached_property
    def _mappings(self) -> Mappings:

        from spbe_analytics.store.shelf import mappings

        return mappings.Mappings(self.store)

    def snapshot(self) -> Snapshot:
        """Return everything known, at the newest revision."""
        return self._newest.snapshot()

    def commit(self, previewed: Preview, who: str) -> Committed:
        """Store what a preview showed, whole or not at all.

        Args:
            previewed: A preview without findings of severity error.
            who: Name of the person.

        Returns:
            The batch's number, and whether it is new.

        Raises:
            CommitError: The preview has errors, or holds nothing.
        """
        return self.commit_many([previewed], who)[0]

    def commit_many(self, previews: Sequence[Preview], who: str) -> list[Committed]:
        """Store what several previews showed in one transaction: all of them, or none.

        Args:
            previews: Previews without findings of severity error.
            who: Name of the person.

        Returns:
            What became of each, in their order.

        Raises:
            CommitError: A preview has errors, or holds nothing.
        """
        for previewed in previews:
            if not previewed.committable:
                raise CommitError(
                    f"{previewed.reading.name} belum dapat disimpan: perbaiki dulu temuan berjenis kesalahan, "
                    "lalu unggah lagi."
                )
        with without_collection():
            return self.store.commit_many([item.batch(who) for item in previews])

    def mappings(self) -> tuple[Mapping, ...]:
        """Return the mappings that are kept, the newest first."""
        from spbe_analytics.ingest import Mapping

        return tuple(Mapping.from_content(name, content) for name, content in self._mappings.current().items())

    def keep_mapping(self, mapping: Mapping, who: str) -> None:
        """Keep a mapping under its name, for the next file of the same shape."""
        self._mappings.keep(mapping.name, mapping.content, who)

    def cautions(self, previews: Sequence[Preview], snapshot: Snapshot | None = None) -> list[str]:
        """Say what a person should know before storing: seen before, a later stage, published figures replaced."""
        frames = [previewed.reading.frame() for previewed in previews if previewed.evaluated]
        if not frames:
            return []
        return [*self._seen(previews), *cautions(snapshot or self.snapshot(), pd.concat(frames, ignore_index=True))]

    def _seen(self, previews: Sequence[Preview]) -> list[str]:
        """Say which files were committed before, and whether that commit was reverted."""
        batches = self.store.batches()
        known = set(batches["sha256"])
        found = []
        for previewed in previews:
            if previewed.reading.sha256 not in known:
                continue
            twins = batches[batches["fingerprint"] == previewed.batch("").fingerprint]
            active = twins[twins["reverted_at"].isna()]
            name = previewed.reading.name
            if len(active):
                found.append(f"{name} sudah ada sebagai unggahan nomor {active['id'].iloc[0]}; tidak disimpan lagi.")
            elif len(twins):
                found.append(
                    f"{name} pernah disimpan sebagai unggahan nomor {twins['id'].iloc[0]}, lalu dibatalkan "
                    f"({twins['revert_reason'].iloc[0]}). Bila disimpan lagi, ia menjadi unggahan baru."
                )
        return found
