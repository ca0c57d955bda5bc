"""The parts of *Riwayat*: who stored what and when, what it changed, and how it is taken back."""

from collections.abc import Hashable
from typing import Any, Final, NamedTuple

import pandas as pd
import streamlit as st

from spbe_analytics.analysis.effect import State
from spbe_analytics.analysis.snapshot import Snapshot, once
from spbe_analytics.history import ACTIVE
from spbe_analytics.parts.part import Column, Figure
from spbe_analytics.parts.view import View, kept
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import NAME, REGION, STAGE, YEAR, Stage
from spbe_analytics.scoring.display import MONTHS, format_number, format_score
from spbe_analytics.store import EventKind
from spbe_analytics.store.queries import EVERYTHING
from spbe_analytics.ui.kit import cache, clock, components, form
from spbe_analytics.ui.kit.choice import picked
from spbe_analytics.ui.kit.menu import UPLOAD
from spbe_analytics.ui.words import origin

KEY: Final = "unggahan"
"""Name of the chosen batch in the address."""

SAID: Final = "riwayat_pesan"
"""Where the outcome of a press is kept for the next run."""

SHORT: Final = 12
"""Rows up to which a table is shown whole."""

WINDOW: Final = 420
PAGE: Final = 25
"""Assessments of a batch whose changes are looked at together."""

PART: Final = "bagian"
"""Name of the chosen page of assessments in the address."""

BATCHES: Final = {
    "number": Column("No."),
    "file": Column("Berkas"),
    "who": Column("Oleh"),
    "when": Column("Waktu"),
    "assessments": Column("Penilaian", 0),
    "values": Column("Nilai", 0),
    "state": Column("Keadaan"),
}
CHANGES: Final = {
    REGION: Column("Daerah"),
    "assessment": Column("Penilaian"),
    NAME: Column("Butir"),
    "before": Column("Sebelum"),
    "after": Column("Sesudah"),
    "state": Column("Akibat"),
}

WIDTHS: Final = {
    REGION: st.column_config.TextColumn(width=165),
    "assessment": st.column_config.TextColumn(width=160),
    NAME: st.column_config.TextColumn(width=250),
    "before": st.column_config.TextColumn(width=70, alignment="right"),
    "after": st.column_config.TextColumn(width=70, alignment="right"),
    "state": st.column_config.TextColumn(width=75),
}
"""Widths in pixels of a long table of changes."""


def answer(view: View) -> bool:
    """Show the headline and the figures; tell whether there is a batch to show below."""
    rows = _history(view)
    said = st.session_state.pop(SAID, "")
    if said:
        st.success(components.escape(said), icon=":material/check_circle:")
    if rows.empty:
        components.headline("Belum ada unggahan", "Riwayat mencatat siapa menyimpan apa, dan kapan.")
        components.empty("Belum ada yang tersimpan.", "Unggah hasil penilaian lebih dulu.", UPLOAD)
        return False
    reverted = int((rows["state"] != ACTIVE).sum())
    counted = f"{len(rows)} unggahan tersimpan"
    components.headline(
        f"{counted}, {reverted} di antaranya dibatalkan" if reverted else f"{counted}, semuanya berlaku",
        "Tidak ada yang dihapus: unggahan yang dibatalkan dapat dipulihkan, dan berkas aslinya dapat diunduh.",
    )
    newest = rows.iloc[0]
    last = newest["when"].astimezone(clock.zone())
    components.figures(
        [
            Figure("Unggahan", format_number(len(rows), 0)),
            Figure("Dibatalkan", format_number(reverted, 0)),
            Figure("Nilai tersimpan", format_number(int(rows["values"].sum()), 0)),
            Figure("Terakhir", f"{last.day} {MONTHS[last.month - 1][:3]} {last.year}", newest["who"]),
        ]
    )
    return True


def _history(view: View) -> pd.DataFrame:
    return _batches(view.snapshot)


@once
def _batches(_: Snapshot) -> pd.DataFrame:
    return cache.workspace().history()


def _row(view: View, number: int) -> dict[Hashable, Any]:
    return next(row for row in _history(view).to_dict("records") if row["number"] == number)


def choose(view: View) -> int:
    """List the batches, the newest first, and return the number of the one chosen."""
    rows = _history(view)
    shown = rows.assign(when=[clock.moment(when) for when in rows["when"]])
    components.subheading("Semua unggahan, yang terbaru dahulu")
    if len(shown) <= SHORT:
        components.plain_table(shown, BATCHES)
    else:
        named = shown[list(BATCHES)].rename(columns={key: column.heading for key, column in BATCHES.items()})
        components.grid(named, height=WINDOW, alt="Semua unggahan")
    numbers = [str(number) for number in rows["number"]]
    with st.container(width=240):
        return int(picked("Unggahan nomor", KEY, dict(zip(numbers, numbers, strict=True)), numbers[0]))


def details(view: View, number: int) -> None:
    """Show what is known of a batch and everything that was done to it, with its file to download."""
    row = _row(view, number)
    components.subheading(f"Unggahan nomor {number}: {row['file']}")
    facts = [
        ("Berkas", f"{row['file']}, {format_number(int(row['size']), 0)} byte"),
        ("SHA-256", row["sha256"]),
        ("Dibaca sebagai", row["layout_label"]),
        ("Isi", f"{format_number(int(row['assessments']), 0)} penilaian, {format_number(int(row['values']), 0)} nilai"),
        ("Keadaan", row["state"]),
    ]
    events = _events(view, number)
    for event in events.to_dict("records"):
        why = f": {event['reason']}" if event["reason"] else ""
        label = EventKind(event["kind"]).label.capitalize()
        facts.append((label, f"{clock.moment(event['at'])}, oleh {event['who']}{why}"))
    components.plain_table(
        pd.DataFrame(facts, columns=["what", "said"]), {"what": Column("Perihal"), "said": Column("Keterangan")}
    )
    name = row["file"].replace("/", "-")
    st.download_button(
        "Unduh berkas asli",
        lambda: cache.workspace().original(number)[1],
        name if "." in name else f"{name}.txt",
        "application/octet-stream",
        on_click="ignore",
        icon=":material/download:",
        key="berkas-asli",
    )


def changed(view: View, number: int) -> None:
    """Show what the commit changed, value by value; of many assessments a page of them."""
    page = _page(view, number)
    made = _changes(view, number, page)
    components.subheading(f"Saat disimpan{page.words}: {told(made)}")
    _table(made[made["state"] != State.EQUAL.value], "Nilai yang diubah unggahan")


def whence(view: View, number: int) -> None:
    """Offer to explain the values that the batch has figures of, as they are now."""
    page = _page(view, number)

    def assessments() -> list[origin.Assessment]:
        made = _changes(view, number, page)[[REGION, YEAR, STAGE]].drop_duplicates()
        return list(made.itertuples(index=False, name=None))

    origin.about(view, assessments)


@kept
def _events(_: View, number: int) -> pd.DataFrame:
    return cache.workspace().events_of(number)


@kept
def _changes(_: View, number: int, page: "_Page") -> pd.DataFrame:
    return cache.workspace().changes_of(number, page.rows)


@kept
def _why_kept(_: View, number: int) -> str:
    return cache.workspace().why_kept(number)


@kept
def _foreseen(_: View, number: int, page: "_Page", active: bool) -> pd.DataFrame:
    workspace = cache.workspace()
    return (workspace.revert_effect if active else workspace.restore_effect)(number, page.rows)


class _Page(NamedTuple):
    """Some assessments of a batch: their name in the address, which they are, and how a sentence says so."""

    name: str
    first: int | None
    last: int | None
    words: str

    @property
    def rows(self) -> slice:
        """Which of the batch's assessments they are."""
        return slice(self.first, self.last)


def _page(view: View, number: int) -> _Page:
    """Return the page of assessments that is looked at; all of them where they are few."""
    count = int(_row(view, number)["assessments"])
    if count <= PAGE:
        return _Page("", EVERYTHING.start, EVERYTHING.stop, "")
    chosen = st.session_state.get(PART)
    name = chosen if chosen in _pages(count) else "1"
    first = (int(name) - 1) * PAGE
    return _Page(name, first, first + PAGE, f", penilaian {_pages(count)[name]}")


def _pages(count: int) -> dict[str, str]:
    """Name the pages of so many assessments by the first and last of each."""
    return {
        str(place + 1): f"{format_number(first + 1, 0)}–{format_number(min(first + PAGE, count), 0)}"
        for place, first in enumerate(range(0, count, PAGE))
    }


def choose_page(view: View, number: int) -> None:
    """Let a person choose which assessments of a large batch to look at."""
    count = int(_row(view, number)["assessments"])
    if count <= PAGE:
        return
    components.note(
        f"Unggahan ini berisi {format_number(count, 0)} penilaian. Perubahannya ditampilkan {PAGE} penilaian sekali "
        "lihat, menurut urutan kode daerah; membatalkan atau memulihkan berlaku untuk semuanya."
    )
    with st.container(width=240):
        picked("Penilaian yang dilihat", PART, _pages(count), "1")


def told(effect: pd.DataFrame) -> str:
    """Sum up changes: ``3 nilai berubah, 12 baru``; ``tidak ada nilai yang berubah`` where all is equal."""
    counts = effect["state"].value_counts()
    parts = [
        f"{format_number(int(counts[state.value]), 0)} {'nilai ' if not place else ''}{state.label}"
        for place, state in enumerate(state for state in State if state is not State.EQUAL and state.value in counts)
    ]
    return ", ".join(parts) or "tidak ada nilai yang berubah"


def _table(effect: pd.DataFrame, alt: str) -> None:
    if effect.empty:
        return
    places = gazetteer()
    shown = pd.DataFrame(
        {
            REGION: [places[code].name for code in effect[REGION]],
            "assessment": [f"{Stage(s).label} {y}" for s, y in zip(effect[STAGE], effect[YEAR], strict=True)],
            NAME: effect[NAME].tolist(),
            "before": [format_score(value) for value in effect["before"]],
            "after": [format_score(value) for value in effect["after"]],
            "state": [State(state).label for state in effect["state"]],
        }
    )
    if len(shown) <= SHORT:
        components.plain_table(shown, CHANGES)
    else:
        named = shown.rename(columns={key: column.heading for key, column in CHANGES.items()})
        components.grid(
            named,
            height=WINDOW,
            column_config={CHANGES[key].heading: width for key, width in WIDTHS.items()},
            alt=alt,
        )


def take_back(view: View, number: int) -> None:
    """Offer to revert the batch, or to restore it, with the effect shown before; name and reason are required."""
    workspace = cache.workspace()
    kept = _why_kept(view, number)
    if kept:
        components.note(kept)
        return
    active = _row(view, number)["state"] == ACTIVE
    page = _page(view, number)
    effect = _foreseen(view, number, page, active)
    verb = "dibatalkan" if active else "dipulihkan"
    components.subheading(f"Bila {verb}{page.words}: {told(effect)}")
    _table(effect, f"Nilai yang berubah bila {verb}")
    with st.form("kembalikan", border=False):
        who = form.who("riwayat")
        reason = st.text_input("Alasan", placeholder="Wajib diisi", max_chars=300, key="riwayat_alasan")
        label = f"{'Batalkan' if active else 'Pulihkan'} unggahan nomor {number}"
        pressed = st.form_submit_button(label, icon=":material/undo:" if active else ":material/redo:")
    if pressed and not (who and reason.strip()):
        st.warning("Isi nama dan alasan dahulu: keduanya dicatat dalam riwayat.", icon=":material/edit:")
    elif pressed:
        (workspace.revert if active else workspace.restore)(number, who, reason.strip())
        form.know(who)
        whole = "" if page.words else f": {told(effect)}"  # a page does not tell what became of all
        st.session_state[SAID] = f"Unggahan nomor {number} {verb}{whole}."
        st.rerun()
