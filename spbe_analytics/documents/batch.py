"""Many documents into a folder: each whole or not at all, only what changed where that is asked, and a list of them."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, Self

from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.atomic import shown, write
from spbe_analytics.documents.making import Format, kept_of, of_province, of_region, of_several, written
from spbe_analytics.errors import SettingError, SpbeError
from spbe_analytics.newest import code_version
from spbe_analytics.regions import gazetteer
from spbe_analytics.reports.document import Document
from spbe_analytics.schema import Stage
from spbe_analytics.scoring.display import joined
from spbe_analytics.workspace import Workspace

TELLS: Final = ("analysis", "charts", "documents", "instruments", "parts", "regions", "reports", "scoring")
"""The code and data that a document depends on."""

INDEX: Final = "daftar.json"
"""The file in the folder that lists what lies there, and what is new since the run before."""


@dataclass(frozen=True)
class Order:
    """What is asked for: documents of some governments, in some formats.

    Attributes:
        regions: Codes of the governments that get a document each, in order.
        year: Result year.
        stage: Stage.
        formats: Kinds of files.
        today: The day of the documents.
        compared: Codes of the governments of one comparison; none for no such document.
        province: Code of the province of one overview; empty for no such document.
        kind: Kind of governments in the overview; empty for all.
        changed_only: Whether what is the same as in the folder's list is left as it is.
    """

    regions: tuple[str, ...]
    year: int
    stage: Stage
    formats: tuple[Format, ...]
    today: date
    compared: tuple[str, ...] = ()
    province: str = ""
    kind: str = ""
    changed_only: bool = False

    def __len__(self) -> int:
        """Return how many documents are asked for, whatever the formats."""
        return len(self.regions) + bool(self.compared) + bool(self.province)

    def write(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        return asdict(self) | {"today": self.today.isoformat()}

    @classmethod
    def read(cls, said: dict[str, Any]) -> Self:
        """Make it from what :meth:`write` returned."""
        return cls(
            tuple(said["regions"]),
            int(said["year"]),
            Stage(said["stage"]),
            tuple(Format(name) for name in said["formats"]),
            date.fromisoformat(said["today"]),
            tuple(said["compared"]),
            str(said["province"]),
            str(said["kind"]),
            bool(said["changed_only"]),
        )


@dataclass(frozen=True)
class Made:
    """What came of one document.

    Attributes:
        about: Whom it is about.
        files: Names of the files written; none where nothing changed, or where it failed.
        fault: Why it failed, for a person; empty otherwise.
        empty: Whether nothing is known of them in that year and stage, which the document says.
    """

    about: str
    files: tuple[str, ...] = ()
    fault: str = ""
    empty: bool = False


@dataclass
class _List:
    """The list of a folder: what of each government and format was written last."""

    folder: Path
    entries: dict[str, dict[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):  # none yet, or not one of ours
            said = json.loads((self.folder / INDEX).read_text(encoding="utf-8"))
            self.entries = {str(item["berkas"]): dict(item) for item in said["dokumen"]}

    def same(self, name: str, state: str) -> bool:
        return self.entries.get(name, {}).get("keadaan") == state and (self.folder / name).is_file()

    def write(self, new: Sequence[str], order: Order) -> None:
        listed = [self.entries[name] for name in sorted(self.entries) if (self.folder / name).is_file()]
        said = {"tanggal": order.today.isoformat(), "baru": sorted(new), "dokumen": listed}
        write(self.folder / INDEX, (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode())


def make_all(
    workspace: Workspace, snapshot: Snapshot, order: Order, folder: Path, template: bytes | None = None
) -> Iterator[Made]:
    """Make the documents one after the other; each is told once its files are in place.

    Args:
        workspace: Where actions, targets and remarks are kept.
        snapshot: Everything known.
        order: What is asked for.
        folder: Where the files go; made at need. Nothing else in it is touched.
        template: A presentation whose master the slides take.

    Yields:
        What came of each document. One that fails does not keep the others from being made.

    Raises:
        SettingError: The folder cannot be written, or the disk is full: what is there stays whole.
        SpbeError: The template cannot be used; nothing was made.
    """
    if template is not None and Format.SLIDES in order.formats:
        from spbe_analytics.reports.slides import check_template  # late, as every writer

        check_template(template)
    _make(folder)
    listed = _List(folder)
    new: list[str] = []
    for about, make in _jobs(workspace, snapshot, order):
        try:
            document = make()
            made = Made(about, _files(document, order, listed, template), empty=not document.manifest.figures)
        except SettingError:
            raise
        except SpbeError as error:
            made = Made(about, fault=str(error))
        new += made.files
        yield made
    listed.write(new, order)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise SettingError(f"{shown(folder)} ialah berkas, bukan folder. Sebut folder lain.") from error
    except OSError as error:
        raise SettingError(f"Folder {shown(folder)} tidak dapat dibuat. Periksa nama dan izinnya.") from error


def _jobs(workspace: Workspace, snapshot: Snapshot, order: Order) -> Iterator[tuple[str, Callable[[], Document]]]:
    """Yield whom each document is about, and what makes it."""
    year, stage, today = order.year, order.stage, order.today
    for region in order.regions:
        yield gazetteer()[region].name, partial(_of_region, workspace, snapshot, order, region)
    if order.compared:
        names = joined([gazetteer()[code].bare for code in order.compared])
        yield names, partial(of_several, snapshot, order.compared, year, stage, today)
    if order.province:
        kind = order.kind or None
        yield gazetteer()[order.province].name, partial(of_province, snapshot, order.province, kind, year, stage, today)


def _of_region(workspace: Workspace, snapshot: Snapshot, order: Order, region: str) -> Document:
    return of_region(snapshot, region, order.year, order.stage, kept_of(workspace, region, order.today))


def _files(document: Document, order: Order, listed: _List, template: bytes | None) -> tuple[str, ...]:
    """Write a document in all formats; return the names of the files that are new."""
    state, files = state_of(document, template), []
    for wanted in order.formats:
        name = f"{document.stem}.{wanted.value}"
        if order.changed_only and listed.same(name, state):
            continue
        write(listed.folder / name, written(document, wanted, template))
        listed.entries[name] = {
            "berkas": name,
            "daerah": list(document.regions),
            "judul": document.title,
            "format": wanted.value,
            "tanggal": order.today.isoformat(),
            "revisi": document.revision,
            "tanda_periksa": document.manifest.checksum,
            "keadaan": state,
        }
        files.append(name)
    return tuple(files)


def state_of(document: Document, template: bytes | None = None) -> str:
    """Return a digest of all that a document tells and of the code that tells it, but not of the day it is told."""
    told = [
        (part.title, part.sentences, part.figures, part.notes, [table.rows.to_csv() for table in part.tables],
         [picture.table.to_csv() for picture in part.pictures])
        for part in document.parts
    ]  # fmt: skip
    said = repr((document.title, told, document.sources, document.manifest.figures, code_version(TELLS)))
    return sha256(said.encode() + (template or b"")).hexdigest()[:16]
