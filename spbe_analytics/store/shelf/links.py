"""Short links: long addresses of views under a short name."""

from hashlib import sha256
from typing import Final

from spbe_analytics.errors import StoreError
from spbe_analytics.store.shelf.shelf import Draft, Shelf

LONG: Final = 1500
"""Characters from which on an address is given to others under a short name."""

LONGEST: Final = 20_000
"""Most characters of an address that is kept."""

NAME: Final = 16
"""Characters of a name: the beginning of the address's hash, so the same view has the same name everywhere."""

NOBODY: Final = "tautan"


class Links(Shelf):
    """The addresses of a store, by their names."""

    kind = "link"

    def keep(self, address: str) -> str:
        """Keep an address and return its name; one that is known already writes nothing.

        Args:
            address: Page and query, without a slash before it: ``simulasi?daerah=…``.

        Raises:
            StoreError: It is too long.
        """
        if len(address) > LONGEST:
            raise StoreError("Alamat ini terlalu panjang. Simpan sebagai skenario, lalu salin tautan skenarionya.")
        name = sha256(address.encode()).hexdigest()[:NAME]
        if self.find(name) is None:
            with self._store.writing() as connection:
                self._keep(connection, [Draft(name, None, {"address": address})], NOBODY)
        return name

    def find(self, name: str) -> str | None:
        """Return the address under a name, ``None`` for an unknown one."""
        version = self._newest(key=name).get(name)
        return None if version is None or version.content is None else str(version.content["address"])
