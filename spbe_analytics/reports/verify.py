"""Whether the figures that a document carries are still those that are stored.

A document is somebody's file: what it carries is read within bounds and believed only in the form we write it. Its sum
tells damage, not forgery; the figures themselves are held against the store.
"""

import io
import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from math import isfinite
from pathlib import PurePath
from typing import Any, Final, NamedTuple

from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.errors import SpbeError, quoted
from spbe_analytics.regions import gazetteer
from spbe_analytics.reports.manifest import Kind, Manifest, figures_of
from spbe_analytics.schema import Stage
from spbe_analytics.scoring.display import format_date, format_number, joined, round_half_up

READERS: Final[Mapping[str, str]] = {
    ".pdf": "spbe_analytics.reports.rapor",
    ".pptx": "spbe_analytics.reports.slides.package",
    ".xlsx": "spbe_analytics.reports.book.manifest",
}
"""What reads the figures out of a file of each ending: a module with a ``manifest_in``, loaded by who needs it."""

ARCHIVES: Final = frozenset({".pptx", ".xlsx"})

MOST_BYTES: Final = 64 << 20
MOST_UNPACKED: Final = 128 << 20
MOST_ENTRIES: Final = 5_000
"""Bytes of a file that is looked at, packed and unpacked, and parts of an archive."""

MOST_TEXT: Final = 4 << 20
MOST_FIGURES: Final = 100_000
MOST_ASSESSMENTS: Final = 1_000
"""What a manifest may hold; a province with all its levels has a thirtieth."""

MOST_TOLD: Final = 8
"""Figures that a sentence names; the rest is counted."""

MOST_DECIMALS: Final = 6

_DIRECTORY_ENTRY: Final = b"PK\x01\x02"
_LOCKED: Final = 1

_ASSESSMENT: Final = re.compile(r"(\d\d(?:\.\d\d)?)\|(\d{4})\|([a-z]{1,20})\|", re.ASCII)
_NODE: Final = re.compile(r"[A-Za-z0-9.-]{1,20}", re.ASCII)
_NUMBER: Final = re.compile(r"\d{1,6}(?:\.\d{1,20})?(?:e[+-]?\d{1,3})?", re.ASCII)


class Changed(NamedTuple):
    """A figure that is not what it was.

    Attributes:
        region: Name of the government.
        moment: Stage and year.
        node: Name of the node.
        then: Its value in the document; ``None`` where it had none.
        now: Its value in the store; ``None`` where it has none.
    """

    region: str
    moment: str
    node: str
    then: float | None
    now: float | None


@dataclass(frozen=True)
class Verdict:
    """What became of the figures of a document.

    Attributes:
        intact: Whether what it carries is whole; if not, nothing else is known.
        kind: Whom it is about.
        regions: Names of the governments, the own one first.
        made: The day it was made.
        checksum: The sum that its pages show.
        then: Revision of the store when it was made.
        now: Revision of the store it is held against.
        unchanged: How many figures are the same, to the last digit.
        changed: Those that are not.
        gone: Those that the store does not have any more.
        new: Those of the same assessments that the document does not have.
    """

    intact: bool
    kind: Kind | None = None
    regions: tuple[str, ...] = ()
    made: date | None = None
    checksum: str = ""
    then: int = 0
    now: int = 0
    unchanged: int = 0
    changed: tuple[Changed, ...] = ()
    gone: tuple[Changed, ...] = ()
    new: tuple[Changed, ...] = ()

    @property
    def same(self) -> bool:
        """Whether a document made now would carry the same figures."""
        return self.intact and not (self.changed or self.gone or self.new)


def verify(content: bytes, name: str, snapshot: Snapshot) -> Verdict:
    """Hold the figures of a document against the store.

    Args:
        content: Bytes of the file.
        name: Its name; the ending says how it is read.
        snapshot: Everything known.

    Returns:
        What became of each figure.

    Raises:
        SpbeError: The file is of another kind, too large, damaged or locked, or carries no figures of ours.
    """
    text = _carried(content, name)
    manifest = read(text)
    if manifest is None:
        return Verdict(intact=False)
    stored = figures_of(snapshot, manifest.assessments)
    then = {key: float(value) for key, value in manifest.figures.items()}
    now = {key: float(value) for key, value in stored.items()}
    moved = {key: _changed(key, then.get(key), now.get(key), snapshot) for key in {**then, **now}}
    return Verdict(
        intact=True,
        kind=Kind(manifest.kind),
        regions=tuple(dict.fromkeys(gazetteer()[key.split("|")[0]].name for key in manifest.assessments)),
        made=date.fromisoformat(manifest.made),
        checksum=manifest.checksum,
        then=manifest.revision,
        now=snapshot.revision,
        unchanged=sum(one.then == one.now for one in moved.values()),
        changed=tuple(
            one for one in moved.values() if one.then is not None and one.now is not None and one.then != one.now
        ),
        gone=tuple(one for one in moved.values() if one.now is None),
        new=tuple(one for one in moved.values() if one.then is None),
    )


def _carried(content: bytes, name: str) -> str:
    ending = PurePath(name).suffix.lower()
    if ending not in READERS:
        raise SpbeError(f"{quoted(name)} tidak dapat diperiksa: yang dikenal {joined([*READERS])}.")
    if len(content) > MOST_BYTES:
        raise SpbeError(f"{quoted(name)} terlalu besar untuk diperiksa: paling besar {MOST_BYTES >> 20} MiB.")
    if ending in ARCHIVES:
        _bound(content, name)
    reader = import_module(READERS[ending])
    try:
        text: str | None = reader.manifest_in(content)
    except SpbeError:
        raise
    except Exception as error:  # a damaged file can raise anything
        raise _damaged(name) from error
    if text is None:
        raise SpbeError(
            f"{quoted(name)} tidak memuat tanda periksa SPBE Analytics. Pakai dokumen yang diunduh dari aplikasi ini."
        )
    return text


def _bound(content: bytes, name: str) -> None:
    """Refuse an archive that is none, is locked, or says that it is larger inside than it may be.

    No part gives more than its directory says: Python's own reader stops there.
    """
    if content.count(_DIRECTORY_ENTRY) > MOST_ENTRIES:
        raise _damaged(name)
    try:
        entries = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except Exception as error:  # zipfile raises many kinds for damaged directories
        raise _damaged(name) from error
    if any(entry.flag_bits & _LOCKED for entry in entries):
        raise SpbeError(f"{quoted(name)} terkunci dengan kata sandi, jadi tidak dapat diperiksa.")
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise SpbeError(f"{quoted(name)} terlalu besar setelah dibuka, jadi tidak diperiksa.")


def _damaged(name: str) -> SpbeError:
    return SpbeError(f"{quoted(name)} rusak atau terkunci, jadi tidak dapat diperiksa. Pakai berkas aslinya.")


def read(text: str) -> Manifest | None:
    """Read a manifest as :meth:`Manifest.write` writes it; ``None`` unless it is whole and all of it can be meant."""
    if len(text) > MOST_TEXT:
        return None
    try:
        said = json.loads(text)
        manifest = _of(said["manifest"])
        return manifest if manifest is not None and manifest.checksum == said["checksum"] else None
    except (ValueError, TypeError, KeyError, RecursionError, AttributeError):
        return None


def _of(said: Mapping[str, Any]) -> Manifest | None:
    """Make a manifest of what JSON gave; ``None`` or any error of Python's own where it has another form."""
    assessments, figures, revision = said["assessments"], said["figures"], said["revision"]
    bounded = len(assessments) <= MOST_ASSESSMENTS and len(figures) <= MOST_FIGURES
    if not bounded or type(revision) is not int or revision < 0:
        return None
    manifest = Manifest(str(Kind(said["kind"])), revision, said["made"], tuple(assessments), dict(figures))
    date.fromisoformat(manifest.made)
    known = set(manifest.assessments)
    keys = (key.rpartition("|") for key in manifest.figures)
    sound = (
        all(map(_is_assessment, manifest.assessments))
        and all(f"{about}|" in known and _NODE.fullmatch(node) for about, _, node in keys)
        and all(_NUMBER.fullmatch(value) and isfinite(float(value)) for value in manifest.figures.values())
    )
    return manifest if sound else None


def _is_assessment(key: str) -> bool:
    found = _ASSESSMENT.fullmatch(key)
    return found is not None and found[1] in gazetteer() and found[3] in list(Stage)


def _changed(key: str, then: float | None, now: float | None, snapshot: Snapshot) -> Changed:
    region, year, stage, code = key.split("|")
    instrument = snapshot.catalogue.for_year(int(year))
    names = {} if instrument is None else {node.code: node.short for node in instrument.nodes}
    return Changed(gazetteer()[region].name, f"{Stage(stage).label} {year}", names.get(code, code), then, now)


def told(verdict: Verdict) -> list[str]:
    """Say what became of the figures: the finding first, then what changed, last what the file says of itself."""
    if not verdict.intact or verdict.made is None or verdict.kind is None:
        return [
            "Tanda periksa rusak: isinya berubah sejak berkas dibuat, jadi angkanya tidak dapat dicocokkan. Pakai "
            "berkas aslinya, atau buat dokumennya lagi."
        ]
    many = len(verdict.regions) > 1
    since = f"sejak {format_date(verdict.made)}"
    said = []
    if verdict.changed:
        listed = _listed([f"{_name(one, many)} {_both(one)}" for one in verdict.changed])
        said.append(f"{len(verdict.changed)} angka berubah {since}: {listed}.")
    if verdict.gone:
        listed = _listed([f"{_name(one, many)} ({_value(one.then)})" for one in verdict.gone])
        said.append(f"{len(verdict.gone)} angka tidak tersimpan lagi: {listed}.")
    if verdict.new:
        listed = _listed([f"{_name(one, many)} ({_value(one.now)})" for one in verdict.new])
        said.append(f"{len(verdict.new)} angka baru {since}: {listed}.")
    if said and verdict.unchanged:
        said.append(f"{verdict.unchanged} angka lain tetap sama.")
    if not said:
        same = f"Semua {verdict.unchanged} angka sama dengan yang tersimpan sekarang"
        none = "Berkas ini tidak membawa angka, dan sekarang pun belum ada yang tersimpan"
        said.append(f"{same if verdict.unchanged else none} (revisi {verdict.now}).")
    whose = joined(verdict.regions[:MOST_TOLD]) if len(verdict.regions) <= MOST_TOLD else _count(verdict.regions)
    about = f"{verdict.kind.label}: {whose}. Dibuat {format_date(verdict.made)} pada revisi {verdict.then}; kini revisi"
    return [*said, f"{about} {verdict.now}. Tanda periksa {verdict.checksum}, seperti di kaki tiap halaman."]


def _count(names: tuple[str, ...]) -> str:
    return f"{joined([*names[:2], f'{len(names) - 2} daerah lain'])}"


def _listed(texts: list[str]) -> str:
    rest = len(texts) - MOST_TOLD
    return "; ".join([*texts[:MOST_TOLD], *([f"dan {rest} lagi"] if rest > 0 else [])])


def _name(one: Changed, many: bool) -> str:
    return f"{one.region}, {one.node}" if many else one.node


def _both(one: Changed) -> str:
    """Write what a figure was and is, with as many decimals as tell the two apart."""
    assert one.then is not None
    assert one.now is not None
    decimals = 2
    while decimals < MOST_DECIMALS and round_half_up(one.then, decimals) == round_half_up(one.now, decimals):
        decimals += 1
    return f"{format_number(one.then, decimals)} → {format_number(one.now, decimals)}"


def _value(value: float | None) -> str:
    return format_number(value)
