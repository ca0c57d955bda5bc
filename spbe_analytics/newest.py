"""The newest snapshot: made once a revision, renewed by what changed, and kept on disk for the next process."""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from threading import Lock
from typing import Any, Final

from spbe_analytics.analysis.frozen import DamagedError, frozen, label_of, thawed
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.instruments import Catalogue
from spbe_analytics.settings import PACKAGE
from spbe_analytics.store.database import Stamp, Store

SUFFIX: Final = ".snapshot"
"""What the file of a snapshot is called, after that of its database."""

DECIDES: Final = ("analysis", "instruments", "regions", "scoring", "store", "schema.py")
"""The code and data that a snapshot depends on."""


@cache
def code_version() -> str:
    """Return a digest of the code and data that a snapshot depends on."""
    digest = blake2b(digest_size=16)
    for name in DECIDES:
        place = PACKAGE / name
        for path in sorted(place.rglob("*.*") if place.is_dir() else [place]):
            if path.suffix in (".py", ".yaml", ".csv"):
                digest.update(path.read_bytes())
    return digest.hexdigest()


class Newest:
    """Everything known, at the newest revision of a store."""

    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        """Look after the snapshot of a store; nothing is read yet."""
        self._store, self._catalogue = store, catalogue
        self._file = store.file and store.file.with_name(store.file.name + SUFFIX)
        self._lock = Lock()
        self._kept: tuple[Stamp, Snapshot] | None = None
        self._published = ""

    def snapshot(self) -> Snapshot:
        """Return what is known now; only assessments touched since the last time are assessed anew."""
        with self._lock:
            stamp = self._store.stamp()
            self._kept = self._kept or self._loaded()
            if self._kept is None or self._kept[0] != stamp:
                self._kept = (stamp, self._made(stamp))
                self._write(*self._kept)
            return self._kept[1]

    def ships(self, digest: str, layout: str) -> bool:
        """Tell whether the published figures are in place as today's code reads them; say no where that is not certain.

        Args:
            digest: SHA-256 of the published files.
            layout: How the batch of published figures is read.
        """
        label = self._label()
        self._published = digest
        return bool(label) and label["published"] == digest and self._store.holds(digest, layout)

    def _made(self, stamp: Stamp) -> Snapshot:
        store, kept = self._store, self._kept
        if kept is None or not store.knows(kept[0]):
            return Snapshot.of(stamp.revision, store.values(), store.records(), self._catalogue)
        since = kept[0].event
        fresh = Snapshot.of(stamp.revision, store.values(since), store.records(since), self._catalogue)
        return Snapshot(stamp.revision, kept[1].parts.but(store.touched(since), fresh.parts), self._catalogue)

    def _label(self) -> Mapping[str, Any]:
        """Return what the file says of itself; nothing where it is absent, damaged, or of other code."""
        with suppress(OSError, DamagedError):
            label: dict[str, Any] = json.loads(label_of(self._bytes()))
            if label["code"] == code_version():
                return label
        return {}

    def _bytes(self) -> bytes:
        if self._file is None:
            raise FileNotFoundError
        return self._file.read_bytes()

    def _loaded(self) -> tuple[Stamp, Snapshot] | None:
        label = self._label()
        if not label:
            return None
        stamp = Stamp(*label["stamp"])
        if not self._store.knows(stamp):
            return None
        with suppress(OSError, DamagedError):
            return stamp, Snapshot(stamp.revision, thawed(self._bytes(), self._catalogue), self._catalogue)
        return None

    def _write(self, stamp: Stamp, snapshot: Snapshot) -> None:
        """Keep a snapshot for the next process, whole or not at all; a folder that cannot be written keeps none."""
        if self._file is None:
            return
        label = json.dumps({"code": code_version(), "published": self._published, "stamp": stamp})
        unfinished = self._file.with_name(f"{self._file.name}.{os.getpid()}")
        with suppress(OSError):
            unfinished.write_bytes(frozen(snapshot.parts, label))
            unfinished.replace(self._file)
