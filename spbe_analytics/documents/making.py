"""One document: from what is stored to the bytes of a file."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from spbe_analytics.analysis.planning.proposal import Proposal
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.charts import palette
from spbe_analytics.errors import InstrumentError, quoted
from spbe_analytics.parts.view import View
from spbe_analytics.regions import Region, gazetteer
from spbe_analytics.reports.document import Document, Kept
from spbe_analytics.reports.group_documents import comparison_document, province_document
from spbe_analytics.reports.region_document import region_document
from spbe_analytics.schema import Kind, Labelled, Stage
from spbe_analytics.workspace import Workspace


class Format(Labelled):
    """A kind of file that a document can be."""

    SLIDES = "pptx", "Slide PowerPoint"
    BOOK = "xlsx", "Buku kerja Excel"
    REPORT = "pdf", "Rapor PDF"


def view_of(
    snapshot: Snapshot,
    home: Region | None,
    year: int,
    stage: Stage,
    kind: str | None,
    province: Region | None,
    *,
    dark: bool = False,
) -> View:
    """Return what a document looks at; on paper and slides in light colours.

    Raises:
        InstrumentError: No instrument covers the year.
    """
    instrument = snapshot.catalogue.for_year(year)
    if instrument is None:
        first = min(item.first_year for item in snapshot.catalogue.values())
        raise InstrumentError(f"Tidak ada instrumen untuk tahun {quoted(year)}. Pakai tahun hasil mulai {first}.")
    return View(snapshot, palette(dark), instrument, year, stage, home, kind, province)


def of_region(snapshot: Snapshot, region: str, year: int, stage: Stage, kept: Kept, *, dark: bool = False) -> Document:
    """Make the document of one government, compared with its own kind in its own province.

    Args:
        snapshot: Everything known.
        region: Code of the government.
        year: Result year.
        stage: Stage.
        kept: What people keep of it, see :func:`kept_of`.
        dark: Whether its pictures are for a dark ground.
    """
    home = gazetteer()[region]
    province = None if home.kind is Kind.PROVINCE else gazetteer()[home.province]
    view = view_of(snapshot, home, year, stage, home.kind.value, province, dark=dark)
    return region_document(view, kept)


def kept_of(workspace: Workspace, region: str, today: date, plan: Proposal | None = None) -> Kept:
    """Gather what people keep of a government.

    Args:
        workspace: Where it is kept.
        region: Code of the government.
        today: The day of the document.
        plan: The plan to tell; without one the lightest to the next predicate.
    """
    actions, targets = workspace.actions.all_versions(region), workspace.targets.current(region)
    notes = workspace.notes.current(region)
    return Kept(actions, targets, workspace.store.remarks(region), today, plan or Proposal(), notes)


def of_several(snapshot: Snapshot, regions: Sequence[str], year: int, stage: Stage, today: date) -> Document:
    """Make the document that compares some governments, the first one with the others."""
    home = gazetteer()[regions[0]] if regions else None
    view = view_of(snapshot, home, year, stage, home.kind.value if home else None, None)
    return comparison_document(view, regions, today)


def of_province(
    snapshot: Snapshot,
    province: str | None,
    kind: str | None,
    year: int,
    stage: Stage,
    today: date,
    *,
    dark: bool = False,
) -> Document:
    """Make the document of the governments of a kind in a province; of all kinds, or of the nation, without one."""
    place = gazetteer()[province] if province else None
    return province_document(view_of(snapshot, None, year, stage, kind, place, dark=dark), today)


def only(document: Document, keys: Sequence[str]) -> Document:
    """Keep some parts of a document, in its own order; none named keeps all."""
    parts = tuple(part for part in document.parts if not keys or part.key in keys)
    return replace(document, parts=parts or document.parts)


def written(document: Document, wanted: Format, template: bytes | None = None) -> bytes:
    """Write a document as a file.

    Args:
        document: The document.
        wanted: The kind of file.
        template: A presentation whose master the slides take; ours without one.

    Raises:
        SpbeError: The template cannot be used.
    """
    match wanted:  # what writes one kind of file is heavy, and not needed for the others
        case Format.SLIDES:
            from spbe_analytics.reports.slides import slides

            return slides(document, template)
        case Format.BOOK:
            from spbe_analytics.reports.book import book

            return book(document)
        case Format.REPORT:
            from spbe_analytics.reports.rapor import report

            return report(document)
