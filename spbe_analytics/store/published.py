"""The published figures that ship, read into one batch.

Three CSV files: ``sources.csv`` (publications), ``records.csv`` (one row an assessment and source) and ``values.csv``
(one row a printed figure). ``data/README.md`` says where they come from.
"""

import csv
import io
from collections import defaultdict
from pathlib import Path
from typing import Final, NamedTuple

from spbe_analytics.errors import StoreError
from spbe_analytics.instruments import Catalogue
from spbe_analytics.schema import Authority, Basis, NodeKind
from spbe_analytics.store.content import NewBatch, NewFigure, NewRecord, Source

FILES: Final = ("sources.csv", "records.csv", "values.csv")
LAYOUT: Final = "published"

Key = tuple[str, str, str, str]


class Bundle(NamedTuple):
    """The bytes of the published files: by name, and all in one, as they are kept."""

    files: dict[str, bytes]
    content: bytes


def read_bundle(folder: Path) -> Bundle:
    """Read the bytes of the three files.

    Raises:
        StoreError: A file is missing.
    """
    try:
        files = {name: (folder / name).read_bytes() for name in FILES}
    except OSError as error:
        raise StoreError(
            f"Data terbitan “{error.filename or folder}” tidak terbaca. Periksa SPBE_PUBLISHED_DIR."
        ) from error
    return Bundle(files, b"".join(b"# " + name.encode() + b"\n" + text for name, text in files.items()))


def read_published(bundle: Bundle, catalogue: Catalogue) -> NewBatch:
    """Read the published figures.

    Args:
        bundle: The three files.
        catalogue: The instruments their node codes belong to.

    Returns:
        One batch; a printed level of an indicator is observed, every other figure published.

    Raises:
        StoreError: A row names an unknown source, instrument or node.
    """
    tables = {name: list(csv.DictReader(io.StringIO(text.decode("utf-8")))) for name, text in bundle.files.items()}
    sources = {
        row["source"]: Source(row["source"], row["title"], row["url"], Authority[row["authority"].upper()])
        for row in tables["sources.csv"]
    }
    printed: dict[Key, list[tuple[str, str, str]]] = defaultdict(list)
    for line, row in enumerate(tables["values.csv"], start=2):
        key = (row["region"], row["year"], row["stage"], row["source"])
        printed[key].append((row["node"], row["printed"], f"F{line}"))
    records = []
    for row in tables["records.csv"]:
        if row["source"] not in sources or row["instrument"] not in catalogue:
            raise StoreError(f"records.csv: sumber atau instrumen tidak dikenal pada {row['region']} {row['year']}.")
        instrument = catalogue[row["instrument"]]
        key = (row["region"], row["year"], row["stage"], row["source"])
        records.append(
            NewRecord(
                region=row["region"],
                year=int(row["year"]),
                stage=row["stage"],
                instrument=instrument.id,
                source=row["source"],
                authority=sources[row["source"]].authority,
                predicate=row["predicate"] or None,
                misprint=row["misprint"] == "ya",
                note=row["note"],
                figures=tuple(
                    NewFigure(
                        node,
                        float(text),
                        Basis.OBSERVED if instrument.node(node).kind is NodeKind.INDICATOR else Basis.PUBLISHED,
                        "values.csv",
                        cell,
                        text,
                    )
                    for node, text, cell in printed.pop(key, ())
                ),
            )
        )
    if printed:
        raise StoreError(
            f"values.csv: {len(printed)} penilaian tidak ada di records.csv, misalnya {next(iter(printed))}."
        )
    return NewBatch("data/published", bundle.content, LAYOUT, "SPBE Analytics", tuple(records), tuple(sources.values()))
