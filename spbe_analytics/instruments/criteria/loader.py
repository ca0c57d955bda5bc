"""The strict reader of a file of criteria: whatever is wrong is named by file and key."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from spbe_analytics.errors import InstrumentError
from spbe_analytics.instruments.criteria.model import Criterion, Document, Quote, Texts
from spbe_analytics.instruments.fields import many, read_file, record, table, text, whole, written
from spbe_analytics.instruments.model import Instrument


class _Level(NamedTuple):
    text: str
    page: str
    builds_on: int | None = None
    reworded: str | None = None
    note: str = ""
    evidence: tuple[str, ...] = ()
    evidence_page: str | None = None


class _General(NamedTuple):
    page: str
    levels: Mapping[int, str]


class _Documents(NamedTuple):
    criteria: Document
    evidence: Document | None = None
    general: Document | None = None


class _File(NamedTuple):
    instrument: str
    documents: _Documents | None = None
    notes: tuple[str, ...] = ()
    absent: Mapping[str, str] = {}
    general: Mapping[str, _General] = {}
    indicators: Mapping[str, Mapping[int, _Level]] = {}


_DOCUMENT: Final = record(Document, title=text, place=text, unit=text, url=text)

_FILE: Final = record(
    _File,
    ("documents", "notes", "absent", "general", "indicators"),
    instrument=text,
    documents=record(_Documents, ("evidence", "general"), criteria=_DOCUMENT, evidence=_DOCUMENT, general=_DOCUMENT),
    notes=many(text, 1),
    absent=table(text, text),
    general=table(text, record(_General, page=written, levels=table(whole, text))),
    indicators=table(
        text,
        table(
            whole,
            record(
                _Level,
                ("builds_on", "reworded", "note", "evidence", "evidence_page"),
                text=text,
                page=written,
                builds_on=whole,
                reworded=written,
                note=text,
                evidence=many(text, 1),
                evidence_page=written,
            ),
        ),
    ),
)


def load(path: Path, instrument: Instrument) -> Texts:
    """Read the criteria of one instrument.

    Args:
        path: A YAML file.
        instrument: The instrument whose levels it tells of.

    Returns:
        The texts; every indicator has one for each level of the scale, or a reason why it has none.

    Raises:
        InstrumentError: An unknown or missing key, another instrument, an indicator or capability that it does not
            have, a level outside its scale, an indicator with levels missing, with no text and no reason or with both,
            or a text whose document is not named; the message starts with file and key.
    """
    file: _File = read_file(path, _FILE)
    fault = next(_faults(file, instrument), None)
    if fault is not None:
        raise InstrumentError(f"{path.name}: {fault}")
    return _build(file)


def _faults(file: _File, instrument: Instrument) -> Iterator[str]:
    if file.instrument != instrument.id:
        yield f"instrument: must be “{instrument.id}”, like the name of the file."
        return
    scale = instrument.scale
    steps = range(int(scale.lowest), int(scale.highest) + 1)
    outside = f"lies outside the scale {scale.lowest} to {scale.highest}."
    for code, levels in file.indicators.items():
        key = f"indicators.{code}"
        if code not in instrument.indicator_codes:
            yield f"{key}: is no indicator of {instrument.id}."
        yield from (f"{key}.{level}: {outside}" for level in levels if level not in steps)
        yield from (f"{key}.{level}: Field required" for level in steps if level not in levels)
        for level, found in levels.items():
            yield from _level_faults(f"{key}.{level}", level, found, levels)
    for capability, general in file.general.items():
        key = f"general.{capability}"
        if capability not in instrument.level_names:
            yield f"{key}: is no capability of {instrument.id}."
        yield from (f"{key}.levels.{level}: {outside}" for level in general.levels if level not in steps)
    yield from _document_faults(file)
    yield from _absence_faults(file, instrument)


def _level_faults(key: str, level: int, found: _Level, levels: Mapping[int, _Level]) -> Iterator[str]:
    if found.builds_on is not None and (found.builds_on >= level or found.builds_on not in levels):
        yield f"{key}.builds_on: must be a level below {level}."
    if found.evidence and found.evidence_page is None:
        yield f"{key}.evidence_page: Field required"
    if found.evidence_page is not None and not found.evidence:
        yield f"{key}.evidence: Field required"


def _document_faults(file: _File) -> Iterator[str]:
    documents = file.documents
    if documents is None:
        if file.indicators or file.general:
            yield "documents: Field required"
        return
    levels = [found for levels in file.indicators.values() for found in levels.values()]
    if documents.evidence is None and any(found.evidence or found.reworded for found in levels):
        yield "documents.evidence: Field required"
    if documents.general is None and file.general:
        yield "documents.general: Field required"


def _absence_faults(file: _File, instrument: Instrument) -> Iterator[str]:
    covered = set()
    for code in file.absent:
        if code not in instrument.codes:
            yield f"absent.{code}: is no node of {instrument.id}."
            return
        leaves = {leaf.code for leaf in instrument.leaves(code)}
        yield from (
            f"absent.{code}: {leaf} has texts."
            for leaf in instrument.indicator_codes
            if leaf in leaves and leaf in file.indicators
        )
        covered |= leaves
    for code in instrument.indicator_codes:
        if code not in file.indicators and code not in covered:
            yield f"indicators.{code}: Field required, or a reason in absent"


def _build(file: _File) -> Texts:
    documents = file.documents
    if documents is None:
        return Texts({}, {}, file.absent, (), file.notes)
    criteria = {
        (code, level): _criterion(code, level, found, documents)
        for code, levels in file.indicators.items()
        for level, found in levels.items()
    }
    general = {
        (capability, level): Quote(words, documents.general.cited(found.page), documents.general.url)
        for capability, found in file.general.items()
        for level, words in found.levels.items()
        if documents.general is not None
    }
    return Texts(criteria, general, file.absent, tuple(filter(None, documents)), file.notes)


def _criterion(code: str, level: int, found: _Level, documents: _Documents) -> Criterion:
    source, guide = documents.criteria, documents.evidence
    told = [found.note]
    if guide is not None and found.reworded is not None:
        told.append(f"{guide.title} ({guide.unit} {found.reworded}) menulis kriteria ini dengan kata lain.")
    return Criterion(
        node=code,
        level=level,
        text=found.text,
        source=source.cited(found.page),
        page=found.page,
        url=source.url,
        evidence=found.evidence,
        evidence_source=guide.cited(found.evidence_page) if guide and found.evidence_page else "",
        evidence_url=guide.url if guide and found.evidence else "",
        note=" ".join(filter(None, told)),
        builds_on=found.builds_on,
    )
