"""The open package: its files by their path, the same for a folder and for the addresses of a server."""

from collections.abc import Mapping
from dataclasses import dataclass

from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.api.resources import RESOURCES
from spbe_analytics.opendata.descriptor import catalogue, descriptor, metadata
from spbe_analytics.opendata.names import CATALOGUE, DESCRIPTOR, METADATA
from spbe_analytics.opendata.tables import NODES, SUBJECTS, Table, open_tables


@dataclass(frozen=True)
class Package:
    """The open part of everything known at one revision.

    Attributes:
        revision: The revision.
        day: The moment of the newest thing done to the data, ISO 8601; empty where nothing was.
        tables: Its tables.
        beside: What describes them, by path, the descriptor apart.
    """

    revision: int
    day: str
    tables: tuple[Table, ...]
    beside: Mapping[str, bytes]

    @property
    def files(self) -> dict[str, bytes]:
        """Every file by its path."""
        own = {DESCRIPTOR: descriptor(self.tables, self.revision, self.day)}
        return own | dict(self.beside) | {table.path: table.content for table in self.tables}


def package(snapshot: Snapshot, day: str) -> Package:
    """Make the open package of everything known.

    Args:
        snapshot: Everything known.
        day: The moment of the newest thing done to the data, ISO 8601; empty where nothing was.
    """
    tables = open_tables(snapshot)
    nodes = RESOURCES[SUBJECTS[NODES].resource].rows(snapshot, {}).to_dict("records")
    beside = {
        CATALOGUE: catalogue(tables, day),
        METADATA: metadata([(row["instrumen"], row["nama_instrumen"]) for row in nodes]),
    }
    return Package(snapshot.revision, day, tuple(tables), beside)
