"""Where uploads lie while a person looks at them: in the server's memory, bounded, each under a name nobody can guess.

A reload of a page begins a new session, and with it everything a session knows is gone; what lies here is not.
"""

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from threading import Lock, RLock
from typing import Final

from spbe_analytics.errors import SpbeError
from spbe_analytics.ingest import Identity
from spbe_analytics.ingest import Mapping as Meaning
from spbe_analytics.preview import Preview

TOKEN_BYTES: Final = 16
VALUE_BYTES: Final = 300
"""About the memory of one value that was read, with its cell and text."""

FINDING_BYTES: Final = 1000
PARCEL_BYTES: Final = 2000
"""About the memory of an upload without its files."""


class TooLargeError(SpbeError):
    """An upload is larger than all that may wait."""


@dataclass(frozen=True)
class File:
    """One file of an upload."""

    name: str
    content: bytes = field(repr=False)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the bytes."""
        return sha256(self.content).hexdigest()


@dataclass(frozen=True)
class Parcel:
    """An upload that is looked at.

    Attributes:
        files: Its files, each once, without those that are stored.
        refused: What of it could not be taken in, in words.
        said: What a person said beside the files.
        corrections: What a person said of the columns of a file, by the file's hash.
        agreed: What a person decided.
        hints: What the readings followed, ``previews`` the readings in the order of the files.
        stored: Numbers of the batches that files of it were stored as, ``again`` of these that were there before.
    """

    files: tuple[File, ...]
    refused: tuple[str, ...] = ()
    said: Identity = field(default_factory=Identity)
    corrections: Mapping[str, Meaning] = field(default_factory=dict)
    agreed: frozenset[Hashable] = frozenset()
    hints: Identity | None = None
    previews: tuple[Preview, ...] = ()
    stored: tuple[int, ...] = ()
    again: tuple[int, ...] = ()

    @cached_property
    def weight(self) -> int:
        """About how many bytes of memory it takes."""
        read = sum(
            VALUE_BYTES * (len(item.reading.values) + len(item.reading.remarks))
            + FINDING_BYTES * len(item.reading.findings)
            + sum(len(said.text) for said in item.reading.remarks)
            for item in self.previews
        )
        return PARCEL_BYTES + sum(len(file.content) for file in self.files) + read


@dataclass
class _Kept:
    parcel: Parcel
    touched: float
    lock: RLock = field(default_factory=RLock)


class Desk:
    """All uploads that are looked at in one server process; safe to be used by several threads."""

    def __init__(self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        """Start empty.

        Args:
            most: Bytes that all uploads together may take; those that were looked at longest ago give way.
            seconds: How long an upload is kept after it was looked at last.
            clock: Tells the time in seconds.
        """
        self.most = most
        self.seconds = seconds
        self._clock = clock
        self._lock = Lock()
        self._kept: OrderedDict[str, _Kept] = OrderedDict()

    def lay(self, parcel: Parcel) -> str:
        """Take an upload in; return the name under which it lies.

        Raises:
            TooLargeError: It takes more than all uploads together may.
        """
        token = secrets.token_urlsafe(TOKEN_BYTES)
        with self._lock:
            self._fit(parcel)
            self._kept[token] = _Kept(parcel, self._clock())
            self._make_room()
        return token

    def look(self, token: str) -> Parcel | None:
        """Return an upload; ``None`` where none lies under this name, or no longer."""
        with self._lock:
            found = self._found(token)
            return found.parcel if found else None

    def change(self, token: str, how: Callable[[Parcel], Parcel]) -> Parcel | None:
        """Put a changed upload in the place of one; return it, or ``None`` where it lies here no longer.

        Raises:
            TooLargeError: It then takes more than all uploads together may; it stays as it was.
        """
        with self._lock:
            found = self._found(token)
            if found is None:
                return None
            changed = how(found.parcel)
            self._fit(changed)
            found.parcel = changed
            self._make_room()
            return changed

    def drop(self, token: str) -> None:
        """Forget an upload."""
        with self._lock:
            self._kept.pop(token, None)

    @contextmanager
    def alone(self, token: str) -> Iterator[Parcel | None]:
        """Give an upload to one person at a time; whoever comes second waits, and sees what the first made of it."""
        with self._lock:
            found = self._found(token)
        if found is None:
            yield None
            return
        with found.lock:
            yield self.look(token)

    def _found(self, token: str) -> _Kept | None:
        end = self._clock() - self.seconds
        while self._kept and next(iter(self._kept.values())).touched < end:
            self._kept.popitem(last=False)
        found = self._kept.get(token)
        if found is not None:
            found.touched = self._clock()
            self._kept.move_to_end(token)
        return found

    def _fit(self, parcel: Parcel) -> None:
        if parcel.weight > self.most:
            raise TooLargeError(
                f"Unggahan ini memerlukan {parcel.weight / 2**20:.0f} MB, sedangkan yang dapat diperiksa di sini "
                f"paling banyak {self.most >> 20} MB. Unggah sebagian dulu, atau minta pengelola menaikkan "
                "SPBE_WAITING_MB."
            )

    def _make_room(self) -> None:
        total = sum(kept.parcel.weight for kept in self._kept.values())
        while total > self.most:
            _, oldest = self._kept.popitem(last=False)
            total -= oldest.parcel.weight


def emptied(parcel: Parcel, stored: Mapping[str, tuple[int, bool]]) -> Parcel:
    """Leave out what was stored.

    Args:
        parcel: The upload.
        stored: Number of the batch of each stored file by its hash, and whether that batch is new.
    """
    numbers = tuple(dict.fromkeys(number for number, _ in stored.values()))
    again = tuple(dict.fromkeys(number for number, new in stored.values() if not new))
    return replace(
        parcel,
        files=tuple(file for file in parcel.files if file.digest not in stored),
        previews=tuple(item for item in parcel.previews if item.reading.sha256 not in stored),
        corrections={digest: said for digest, said in parcel.corrections.items() if digest not in stored},
        stored=tuple(dict.fromkeys((*parcel.stored, *numbers))),
        again=tuple(dict.fromkeys((*parcel.again, *again))),
    )
