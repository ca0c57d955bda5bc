"""The newest revision as of a moment ago, so that not every request asks the database for it."""

from collections.abc import Callable
from time import monotonic
from typing import Final

from spbe_analytics.store import Store

SECONDS: Final = 0.2
"""For how long what another process writes may go unnoticed; what this process writes is noticed at once."""


class Recent:
    """The revision that was read last, as long as it may be the newest."""

    def __init__(self, store: Callable[[], Store]) -> None:
        """Know nothing yet.

        Args:
            store: Gives the store.
        """
        self._store = store
        self._seen = (-1, -1, 0.0)

    def known(self) -> int | None:
        """Return the revision without asking the database; ``None`` where it may have risen. Never waits."""
        number, writes, until = self._seen
        return number if monotonic() < until and writes == self._store().writes else None

    def read(self) -> int:
        """Return the newest revision."""
        store = self._store()
        writes, until = store.writes, monotonic() + SECONDS
        number = store.revision()
        self._seen = (number, writes, until)
        return number
