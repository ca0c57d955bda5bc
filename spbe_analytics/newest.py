"""The newest snapshot: made once a revision, renewed by what changed, and kept on disk for the next process."""

import json
import os
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from threading import Lock
from typing import Final, NamedTuple

from spbe_analytics.analysis.frozen import DamagedError, frozen, label_of, thawed
from spbe_analytics.analysis.snapshot import Parts, Snapshot
from spbe_analytics.instruments import Catalogue
from spbe_analytics.settings import PACKAGE
from spbe_analytics.store.database import Stamp, Store

SUFFIX: Final = ".snapshot"
"""What the file of a snapshot is called, after that of its database."""

UNWRITTEN: Final = 50
"""Assessments renewed since the file was written, up to which the next process renews them again: that is quicker."""

DECIDES: Final = ("analysis", "instruments", "regions", "scoring", "store", "schema.py")
"""The code and data that a snapshot depends on."""


@cache
def code_version(parts: tuple[str, ...] = DECIDES) -> str:
    """Return a digest of parts of the code and its data: of those that a snapshot depends on."""
    digest = blake2b(digest_size=16)
    for name in parts:
        place = PACKAGE / name
        for path in sorted(place.rglob("*.*") if place.is_dir() else [place]):
            if path.suffix in (".py", ".yaml", ".csv"):
                digest.update(path.read_bytes())
    return digest.hexdigest()


class _Found(NamedTuple):
    """The file of a snapshot: its bytes, the digest of the published figures in it, and the state it is of."""

    content: bytes = b""
    published: str = ""
    stamp: Stamp = Stamp(-1, -1, "")


class Newest:
    """Everything known, at the newest revision of a store."""

    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        """Look after the snapshot of a store; nothing is read yet."""
        self._store, self._catalogue = store, catalogue
        self._file = store.file and store.file.with_name(store.file.name + SUFFIX)
        self._lock = Lock()
        self._kept: tuple[Stamp, Snapshot] | None = None
        self._found: _Found | None = None
        self._published = ""
        self._unwritten = 0

    def snapshot(self) -> Snapshot:
        """Return what is known now; only assessments touched since the last time are assessed anew."""
        with self._lock:
            stamp = self._store.stamp()
            self._kept = self._kept or self._loaded()
            if self._kept is None or self._kept[0] != stamp:
                self._kept = (stamp, self._made(stamp))
                if self._unwritten > UNWRITTEN:
                    self._write(*self._kept)
            return self._kept[1]

    def ships(self, digest: str, layout: str) -> bool:
        """Tell whether the published figures are in place as today's code reads them; say no where that is not certain.

        Args:
            digest: SHA-256 of the published files.
            layout: How the batch of published figures is read.
        """
        self._found = self._found or self._read()
        self._published = digest
        return self._found.published == digest and self._store.holds(digest, layout)

    def _made(self, stamp: Stamp) -> Snapshot:
        store, kept = self._store, self._kept
        if kept is None or not store.knows(kept[0]):
            self._unwritten = UNWRITTEN + 1
            return Snapshot.of(stamp.revision, store.values(), store.records(), self._catalogue, store.cells)
        span = kept[0].event, stamp.event  # what is committed meanwhile belongs to the next time
        fresh = Parts.of(store.values(*span), store.records(*span), self._catalogue)
        touched = store.touched(*span)
        self._unwritten += len(touched)
        parts = kept[1].parts.but(touched, fresh)
        return Snapshot(stamp.revision, parts, self._catalogue, store.cells)

    def _read(self) -> _Found:
        """Read the file; what is absent, damaged, or of other code says nothing."""
        with suppress(OSError, DamagedError):
            content = self._file.read_bytes() if self._file else b""
            label = json.loads(label_of(content))
            if label["code"] == code_version():
                return _Found(content, label["published"], Stamp(*label["stamp"]))
        return _Found()

    def _loaded(self) -> tuple[Stamp, Snapshot] | None:
        content, _, stamp = self._found or self._read()
        self._found = None
        if not self._store.knows(stamp):
            return None
        with suppress(DamagedError):
            parts = thawed(content, self._catalogue)
            return stamp, Snapshot(stamp.revision, parts, self._catalogue, self._store.cells)
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
            self._unwritten = 0
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)  # of a full disk, or where Windows does not let go of the old one
