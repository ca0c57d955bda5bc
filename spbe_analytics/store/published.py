"""The published figures, those that ship or a newer set, read into one batch.

Three CSV files: ``sources.csv`` (publications), ``records.csv`` (one row an assessment and source) and ``values.csv``
(one row a printed figure); ``version.txt`` holds the day of the set. ``data/README.md`` says where they come from.
"""

import csv
import io
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple

from spbe_analytics.errors import StoreError, quoted
from spbe_analytics.instruments import Catalogue
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import Authority, Basis, NodeKind, Stage
from spbe_analytics.store.content import NewBatch, NewFigure, NewRecord, Source

SOURCES: Final = "sources.csv"
RECORDS: Final = "records.csv"
VALUES: Final = "values.csv"
VERSION: Final = "version.txt"
FILES: Final = (SOURCES, RECORDS, VALUES, VERSION)
LAYOUT: Final = "published"
NAME: Final = "data/published"
"""The name of the batch's file."""

COLUMNS: Final = {
    SOURCES: ("source", "title", "url", "authority"),
    RECORDS: ("region", "year", "stage", "instrument", "source", "predicate", "misprint", "note"),
    VALUES: ("region", "year", "stage", "source", "node", "printed"),
}
MOST_BYTES: Final = 64 << 20
"""Largest file of a set, unpacked."""

MOST_TOLD: Final = 5
"""How many faults of a set are told at once."""

_FIRST_ROW: Final = 2

Key = tuple[str, str, str, str]
Row = dict[str, str]


class Bundle(NamedTuple):
    """The bytes of the published files: by name, and all in one, as they are kept."""

    files: dict[str, bytes]
    content: bytes

    @property
    def version(self) -> date:
        """The day of the set; :data:`date.min` where none is written.

        Raises:
            StoreError: What is written is no day.
        """
        written = self.files.get(VERSION, b"").decode("utf-8", errors="replace").strip()
        try:
            return date.fromisoformat(written) if written else date.min
        except ValueError:
            raise StoreError(f"{VERSION}: {quoted(written)} bukan tanggal. Tulis seperti 2026-12-01.") from None

    @classmethod
    def of(cls, files: Mapping[str, bytes]) -> "Bundle":
        """Join files as they are kept: a line with the name before each."""
        return cls(dict(files), b"".join(b"# " + name.encode() + b"\n" + text for name, text in files.items()))

    @classmethod
    def kept(cls, content: bytes) -> "Bundle":
        """Take apart what :meth:`of` joined."""
        starts = sorted(
            (content.find(mark), mark, name) for name in FILES if (mark := b"# " + name.encode() + b"\n") in content
        )
        ends = [start for start, _, _ in starts[1:]] + [len(content)]
        parts = zip(starts, ends, strict=True)
        return cls({name: content[start + len(mark) : end] for (start, mark, name), end in parts}, content)


def read_bundle(place: Path) -> Bundle:
    """Read the bytes of the files of a set.

    Args:
        place: Their folder, or a zip of it.

    Raises:
        StoreError: A file is missing, too large or damaged.
    """
    return _zipped(place) if place.is_file() else _in_folder(place)


def _in_folder(folder: Path) -> Bundle:
    try:
        return Bundle.of({name: (folder / name).read_bytes() for name in FILES})
    except OSError as error:
        raise StoreError(
            f"Data terbitan “{error.filename or folder}” tidak terbaca. Periksa foldernya (SPBE_PUBLISHED_DIR)."
        ) from error


def _zipped(file: Path) -> Bundle:
    files = {}
    try:
        with zipfile.ZipFile(file) as archive:
            for entry in archive.infolist():
                name = PurePosixPath(entry.filename).name
                if name in FILES and name not in files:
                    if entry.file_size > MOST_BYTES:
                        raise StoreError(
                            f"{name} terlalu besar: paling besar {MOST_BYTES >> 20} MB. Periksa berkasnya."
                        )
                    files[name] = archive.read(entry)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError) as error:
        raise StoreError(
            f"{quoted(file.name)} bukan zip yang utuh. Ambil lagi berkas data terbitan, lalu ulangi."
        ) from error
    missing = [name for name in FILES if name not in files]
    if missing:
        raise StoreError(f"{quoted(file.name)} tidak memuat {', '.join(missing)}. Ambil lagi berkas data terbitan.")
    return Bundle.of({name: files[name] for name in FILES})


def read_published(bundle: Bundle, catalogue: Catalogue) -> NewBatch:
    """Read the published figures.

    Args:
        bundle: The files.
        catalogue: The instruments their node codes belong to.

    Returns:
        One batch; a printed level of an indicator is observed, every other figure published.

    Raises:
        StoreError: Something in the files cannot be meant; the message names file and row of the first faults.
    """
    tables = {name: _rows(bundle, name) for name in COLUMNS}
    faults = [*_faults(tables, catalogue)]
    if faults:
        more = f" Dan {len(faults) - MOST_TOLD} lagi." if len(faults) > MOST_TOLD else ""
        raise StoreError(f"Data terbitan tidak dapat dipakai. {' '.join(faults[:MOST_TOLD])}{more}")
    sources = {
        row["source"]: Source(row["source"], row["title"], row["url"], Authority[row["authority"].upper()])
        for row in tables[SOURCES]
    }
    printed: dict[Key, list[tuple[str, str, str]]] = defaultdict(list)
    for line, row in enumerate(tables[VALUES], start=_FIRST_ROW):
        printed[_key(row)].append((row["node"], row["printed"], f"F{line}"))
    records = []
    for row in tables[RECORDS]:
        instrument = catalogue[row["instrument"]]
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
                        VALUES,
                        cell,
                        text,
                    )
                    for node, text, cell in printed[_key(row)]
                ),
            )
        )
    name = f"{NAME} {bundle.version}" if bundle.version > date.min else NAME
    return NewBatch(name, bundle.content, LAYOUT, "SPBE Analytics", tuple(records), tuple(sources.values()))


class Update(NamedTuple):
    """What a newer set brought: the days of both sets, and how many assessments of a source are new, other, gone."""

    before: date | None
    day: date
    new: int
    changed: int
    gone: int


def compare(before: NewBatch | None, after: NewBatch) -> tuple[int, int, int]:
    """Count the assessments of a source that only the later set has, that it gives otherwise, and that it lacks."""
    old, new = (
        {(record.region, record.year, record.stage, record.source): record for record in batch.records} if batch else {}
        for batch in (before, after)
    )
    both = old.keys() & new.keys()
    return len(new.keys() - old.keys()), sum(_said(old[key]) != _said(new[key]) for key in both), len(old.keys() - both)


def _said(record: NewRecord) -> tuple[object, ...]:
    """Return what a record says, wherever it stood."""
    figures = sorted((figure.node, figure.raw) for figure in record.figures)
    return figures, record.authority, record.predicate, record.misprint, record.note


def _key(row: Row) -> Key:
    return row["region"], row["year"], row["stage"], row["source"]


def _rows(bundle: Bundle, name: str) -> list[Row]:
    try:
        reader = csv.DictReader(io.StringIO(bundle.files[name].decode("utf-8"), newline=""))
        rows = list(reader)
    except (UnicodeDecodeError, csv.Error):
        raise StoreError(f"{name} bukan CSV dalam UTF-8. Simpan lagi sebagai CSV UTF-8.") from None
    lacking = [column for column in COLUMNS[name] if column not in (reader.fieldnames or ())]
    if lacking:
        raise StoreError(f"{name}: kolom {', '.join(lacking)} tidak ada. Kolomnya: {', '.join(COLUMNS[name])}.")
    uneven = next((at for at, row in enumerate(rows, start=_FIRST_ROW) if None in row or None in row.values()), None)
    if uneven is not None:
        raise StoreError(f"{name} baris {uneven}: banyaknya sel tidak sama dengan kepala tabel.")
    return rows


def _faults(tables: Mapping[str, Sequence[Row]], catalogue: Catalogue) -> Iterator[str]:
    """Say all that cannot be meant, row by row."""
    known = {authority.name.lower() for authority in Authority}
    sources = Counter(row["source"] for row in tables[SOURCES])
    for line, row in enumerate(tables[SOURCES], start=_FIRST_ROW):
        if row["authority"] not in known:
            yield f"{SOURCES} baris {line}: kewenangan {quoted(row['authority'])} tidak dikenal."
        if sources[row["source"]] > 1:
            yield f"{SOURCES} baris {line}: sumber {quoted(row['source'])} tertulis lebih dari sekali."
    keys = Counter(map(_key, tables[RECORDS]))
    instruments = {}
    for line, row in enumerate(tables[RECORDS], start=_FIRST_ROW):
        where = f"{RECORDS} baris {line} ({row['region']} {row['year']}):"
        if row["region"] not in gazetteer():
            yield f"{where} daerah {quoted(row['region'])} tidak dikenal."
        if row["source"] not in sources:
            yield f"{where} sumber {quoted(row['source'])} tidak ada di {SOURCES}."
        if row["stage"] not in {stage.value for stage in Stage}:
            yield f"{where} tahap {quoted(row['stage'])} tidak dikenal."
        instrument = catalogue.get(row["instrument"])
        if instrument is None:
            yield f"{where} instrumen {quoted(row['instrument'])} tidak dikenal."
        elif not row["year"].isdecimal() or not instrument.covers(int(row["year"])):
            yield f"{where} {quoted(row['year'])} bukan tahun hasil {instrument.short}."
        else:
            instruments[_key(row)] = instrument
            if row["predicate"] and instrument.predicate_named(row["predicate"]) is None:
                yield f"{where} predikat {quoted(row['predicate'])} tidak dikenal {instrument.short}."
        if keys[_key(row)] > 1:
            yield f"{where} penilaian dari sumber ini tertulis lebih dari sekali."
    figures = Counter((_key(row), row["node"]) for row in tables[VALUES])
    for line, row in enumerate(tables[VALUES], start=_FIRST_ROW):
        where = f"{VALUES} baris {line} ({row['region']} {row['year']}):"
        if _key(row) not in keys:
            yield f"{where} penilaiannya tidak ada di {RECORDS}."
        instrument = instruments.get(_key(row))
        if instrument is not None and row["node"] not in {node.code for node in instrument.nodes}:
            yield f"{where} butir {quoted(row['node'])} tidak ada pada {instrument.short}."
        if not _printed(row["printed"]):
            yield f"{where} {quoted(row['printed'])} bukan angka tercetak. Tulis seperti 3.26."
        if figures[_key(row), row["node"]] > 1:
            yield f"{where} butir {quoted(row['node'])} tertulis lebih dari sekali."


def _printed(text: str) -> bool:
    """Tell whether a text is a figure as it is printed: digits, with decimals behind a point or without."""
    whole, _, decimals = text.partition(".")
    return whole.isdecimal() and (decimals.isdecimal() or "." not in text) and text.isascii()
