"""What the columns of strange tables mean, kept under a name."""

from collections.abc import Mapping
from typing import Any

from spbe_analytics.store.shelf.shelf import Draft, Shelf


class Mappings(Shelf):
    """The mappings of a store, by name."""

    kind = "mapping"

    def current(self) -> dict[str, dict[str, Any]]:
        """Return the content of each mapping by its name, the one kept last first."""
        return {name: version.content for name, version in self._newest().items() if version.content is not None}

    def keep(self, name: str, content: Mapping[str, Any] | None, who: str) -> None:
        """Keep a mapping under a name in the place of an earlier one; ``None`` takes it away."""
        with self._store.writing() as connection:
            self._keep(connection, [Draft(name, None, content)], who)
