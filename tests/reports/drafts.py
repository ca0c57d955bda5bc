"""Documents of real governments, and what people type, for the tests of what is written of them."""

from datetime import date
from typing import Final

import pandas as pd

from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.charts import palette
from spbe_analytics.entries.action import Action
from spbe_analytics.ingest import template
from spbe_analytics.instruments import Instrument
from spbe_analytics.parts.view import View
from spbe_analytics.regions import gazetteer, resolve
from spbe_analytics.reports.document import Document, Kept
from spbe_analytics.reports.group_documents import comparison_document, province_document
from spbe_analytics.reports.region_document import region_document
from spbe_analytics.schema import Kind, Stage
from spbe_analytics.workspace import Workspace
from tests.previewing import preview

SPBE: Final = "spbe-59-2020"
TODAY: Final = date(2026, 12, 1)

HOSTILE: Final = (
    '=HYPERLINK("http://x","y")', "+cmd|' /C calc'!A0", "<b>tebal</b> & <script>", "#panic() #import \"x\": *",
    "$x^2$ @ref <label> [a] \\ ` ~ *s* _e_ // c /* d */", "emoji 😀👨‍👩‍👧 dan 日本語",
    "a\u200b\u202eb\x07c\x00d",
    "e" + "\u0301" * 60, "baris satu\nbaris dua", "x" * 1999,
)  # fmt: skip
"""What people type that a file format could take for something else."""


def document(workspace: Workspace, region: str, year: int = 2024, stage: Stage = Stage.FINAL) -> Document:
    """The document of a government, as its page would ask for it."""
    place = resolve(region)
    kept = Kept(
        workspace.actions.all_versions(place.code),
        workspace.targets.current(place.code),
        workspace.store.remarks(place.code),
        TODAY,
    )
    return region_document(view_of(workspace.snapshot(), region, year, stage), kept)


def view_of(snapshot: Snapshot, region: str, year: int = 2024, stage: Stage = Stage.FINAL) -> View:
    """Look at a government among its kind and in its province."""
    place, instrument = resolve(region), snapshot.catalogue.for_year(year)
    assert instrument is not None
    province = None if place.kind is Kind.PROVINCE else gazetteer()[place.code[:2]]
    return View(snapshot, palette(dark=False), instrument, year, stage, place, place.kind.value, province)


def comparison(workspace: Workspace) -> Document:
    """The document of five neighbours."""
    codes = [resolve(name).code for name in ("73.22", "73.24", "Kota Palopo", "Luwu", "Toraja Utara")]
    return comparison_document(view_of(workspace.snapshot(), "73.22"), codes, TODAY)


def province(workspace: Workspace, code: str) -> Document:
    """The document of all governments of a province."""
    snapshot = workspace.snapshot()
    place = gazetteer()[code]
    view = View(snapshot, palette(dark=False), snapshot.catalogue[SPBE], 2024, Stage.FINAL, None, None, place)
    return province_document(view, TODAY)


def commit_levels(workspace: Workspace, year: int, shift: int = 0) -> None:
    """Store all levels of the kabupaten: 1 to 5 in turn, from another beginning with each shift."""
    instrument = workspace.catalogue[SPBE]
    levels = {code: float(1 + (at * 2 + shift) % 5) for at, code in enumerate(instrument.indicator_codes)}
    content = template(instrument, gazetteer()["73.22"], year, Stage.FINAL, levels)
    workspace.commit(preview(content, f"isian-{year}-{shift}.xlsx"), "Sari")


def add_actions(workspace: Workspace, count: int = 60) -> None:
    """Store actions with long and with hostile texts, of several units."""
    workspace.actions.add_many(actions(workspace.catalogue[SPBE], count), "Sari")


def actions(instrument: Instrument, count: int) -> list[Action]:
    """Make such actions."""
    long = "Menetapkan peraturan bupati tentang penyelenggaraan SPBE beserta peta rencana dan arsitekturnya. "
    units = (
        "Dinas Komunikasi, Informatika, Statistik, dan Persandian",
        "Inspektorat",
        "",
        "#panic() [Dinas] $x$ @a 😀",
    )
    return [
        Action(
            "73.22", 2024, "final", SPBE, instrument.indicator_codes[at % len(instrument.indicator_codes)],
            HOSTILE[at] if at < len(HOSTILE) else long * (1 + at % 4),
            level_from=str(1 + at % 3), level_to=str(2 + at % 3), unit=units[at % len(units)],
            wanted="Tangkapan layar; " * (at % 7), due=date(2025, 1 + at % 12, 28) if at % 5 else None,
            state=("belum", "berjalan", "selesai")[at % 3],
        )
        for at in range(count)
    ]  # fmt: skip


def as_actions(frame: pd.DataFrame) -> list[Action]:
    """Make actions of the store's rows."""
    return [Action.of_row(row) for row in frame.to_dict("records")]
