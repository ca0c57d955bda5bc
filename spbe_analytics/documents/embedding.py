"""One picture of a document by itself, for a page of somebody else.

What people keep of a region, such as its targets, is left out: readers of that other page are not those it is kept for.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, NamedTuple
from urllib.parse import urlencode

from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.documents.making import kept_of, of_province, of_region
from spbe_analytics.parts.part import Picture
from spbe_analytics.parts.view import View
from spbe_analytics.reports.document import Document
from spbe_analytics.reports.drawing import Drawing
from spbe_analytics.reports.pictures import About, framed
from spbe_analytics.schema import Stage
from spbe_analytics.workspace import Workspace

PATH: Final = "sematan"
"""First part of the address of such a picture."""


@dataclass(frozen=True)
class Subject:
    """Whose pictures they are: a region's, or those of a kind in a province.

    Attributes:
        region: Code of the region; ``None`` for a group.
        kind: Kind of the group; ``None`` for all.
        province: Code of the group's province; ``None`` for the nation.
        year: Result year.
        stage: Stage.
    """

    region: str | None
    kind: str | None
    province: str | None
    year: int
    stage: Stage

    @property
    def query(self) -> str:
        """The filters as they stand in an address."""
        whom = {"daerah": self.region} if self.region else {"jenis": self.kind, "provinsi": self.province}
        asked = {**whom, "tahun": self.year, "tahap": self.stage.value}
        return urlencode({name: value for name, value in asked.items() if value is not None})


def document(
    workspace: Workspace, snapshot: Snapshot, subject: Subject, today: date, *, dark: bool = False
) -> Document:
    """Make the document whose pictures may be embedded.

    Raises:
        InstrumentError: No instrument covers the year.
    """
    if subject.region is None:
        return of_province(snapshot, subject.province, subject.kind, subject.year, subject.stage, today, dark=dark)
    kept = kept_of(workspace, subject.region, today)
    nothing = replace(
        kept,
        actions=kept.actions.iloc[:0],
        targets=kept.targets.iloc[:0],
        remarks=kept.remarks.iloc[:0],
        notes=kept.notes.iloc[:0],
    )
    return of_region(snapshot, subject.region, subject.year, subject.stage, nothing, dark=dark)


def pictures(made: Document) -> Mapping[str, Picture]:
    """Return the pictures of a document by the key of their part."""
    return {part.key: part.pictures[0] for part in made.parts if part.pictures}


def drawn(made: Document, picture: Picture) -> Drawing:
    """Draw one of its pictures with title, sentence and source."""
    about = About(made.subject, made.moment, made.source_line, made.today)
    return framed(picture, about, made.view.palette)


class Place(NamedTuple):
    """Where a picture is had by itself: its address, relative to any page, and its height in pixels."""

    address: str
    height: int


def found(workspace: Workspace, view: View, picture: Picture, today: date) -> Place | None:
    """Find where a picture that a page shows is had by itself; ``None`` if it is nowhere.

    A page whose filters are not those of a document tells another finding, and so has another picture.
    """
    province = view.province.code if view.province else None
    subject = Subject(view.home.code if view.home else None, view.kind, province, view.year, view.stage)
    made = document(workspace, view.snapshot, subject, today)
    for key, one in pictures(made).items():
        if (one.title, one.text) == (picture.title, picture.text):
            return Place(f"{PATH}/{key}?{subject.query}", round(drawn(made, one).height))
    return None
