"""The four steps of *Unggah data*: the place on the way stands in the address and outlasts a look at another page."""

import re
from dataclasses import dataclass
from typing import Final

import streamlit as st

from spbe_analytics.charts import palette
from spbe_analytics.errors import quoted
from spbe_analytics.schema import Labelled
from spbe_analytics.settings import settings
from spbe_analytics.ui.kit import components, markup
from spbe_analytics.ui.kit.boundary import answering
from spbe_analytics.ui.unggah.desk import Desk

STEP: Final = "langkah"
TOKEN: Final = "berkas"
NUMBERS: Final = "nomor"
"""Names of the place's parts in the address."""

KEPT: Final = "unggah_tempat"
"""Where a session keeps its place while other pages are looked at."""

SAID: Final = "unggah_pesan"
"""Where a session keeps why it was led to its place."""

MOST_NUMBERS: Final = 1000
"""Batches that an address can name."""

LONGEST: Final = 4000
_RANGE: Final = re.compile(r"([0-9]{1,9})(?:-([0-9]{1,9}))?")


class Step(Labelled):
    """One step of the way, in order."""

    FILE = "berkas", "Berkas"
    FINDINGS = "temuan", "Temuan"
    CHANGES = "perubahan", "Yang berubah"
    STORED = "tersimpan", "Tersimpan"


@dataclass(frozen=True)
class Place:
    """Where on the way a person is.

    Attributes:
        step: The step.
        token: Name of the upload on the desk, empty without one.
        numbers: Numbers of the batches that were stored.
    """

    step: Step = Step.FILE
    token: str = ""
    numbers: tuple[int, ...] = ()


@st.cache_resource(show_spinner=False)
def desk() -> Desk:
    """Return the desk on which uploads lie, one a server process."""
    chosen = settings()
    return Desk(chosen.waiting_mb << 20, chosen.waiting_minutes * 60.0)


def here() -> Place:
    """Return where the person is, by the address or else where this session left the page.

    A place that there is not, or no longer, gives way to the one where the way goes on, and that is said.
    """
    place, said = _asked()
    found, why = _reachable(place)
    if said or why:
        tell(found, " ".join(filter(None, (said, why))))
    _write(found)
    return found


def tell(place: Place, text: str) -> None:
    """Keep what is to be told at a place, as long as the person is there."""
    st.session_state[SAID] = (place, text)


@answering
def go(place: Place) -> None:
    """Go to a place; the run that follows shows it."""
    _write(place)


def opening(place: Place, title: str, muted: str) -> None:
    """Open the page: its answer, the steps with the one it is at, and why a person was led here."""
    components.headline(title, muted)
    steps = list(Step)
    shown = markup.render(
        "steps",
        palette(st.context.theme.type == "dark"),
        steps=[step.label for step in steps],
        now=steps.index(place.step) + 1,
    )
    st.html(shown)
    at, text = st.session_state.get(SAID, (None, ""))
    if at == place:
        st.info(components.escape(text), icon=":material/info:")


def move(label: str, place: Place, *, primary: bool = False) -> None:
    """Offer to go to a place."""
    forward = list(Step).index(place.step) > 0 and primary
    st.button(
        label,
        type="primary" if primary else "secondary",
        icon=":material/arrow_forward:" if forward else ":material/arrow_back:",
        key=f"ke-{place.step}-{primary}",
        on_click=go,
        args=(place,),
    )


def _asked() -> tuple[Place, str]:
    """Return the place that the address names, and what it names that there is not."""
    asked = st.query_params
    if STEP not in asked and TOKEN not in asked and NUMBERS not in asked:
        kept: Place = st.session_state.get(KEPT, Place())
        return kept, ""
    numbers, token, name = _numbers(asked.get(NUMBERS, "")), asked.get(TOKEN, ""), asked.get(STEP, Step.FILE.value)
    if name in set(Step):
        return Place(Step(name), token, numbers), ""
    return Place(Step.FILE, token), f"Langkah {quoted(name)} tidak ada; yang tampil langkah {Step.FILE.label}."


def _reachable(place: Place) -> tuple[Place, str]:
    """Return the place where the way goes on, and why it is another than the one asked for."""
    parcel = desk().look(place.token) if place.token else None
    waiting = place.token if parcel and parcel.files else ""
    if place.step is Step.STORED and place.numbers:
        return Place(Step.STORED, waiting, place.numbers), ""
    if place.token and parcel is None:
        kept = settings().waiting_minutes
        return Place(), (
            "Berkas yang Anda periksa tidak lagi ada di server: berkas yang belum disimpan ditahan "
            f"{f'{kept // 60} jam' if kept % 60 == 0 else f'{kept} menit'} sejak terakhir dilihat, dan hilang bila "
            "server dimulai ulang atau alamatnya tidak lengkap. Belum ada yang tersimpan darinya; unggah lagi di bawah."
        )
    if parcel and not parcel.files and place.step is not Step.FILE:
        return Place(Step.STORED, "", parcel.stored), "Berkas ini sudah disimpan."
    if place.step is not Step.FILE and not waiting:
        return Place(), f"Langkah {place.step.label} memerlukan berkas: unggah di bawah."
    return Place(place.step, waiting), ""


def _write(place: Place) -> None:
    """Keep the place in the address and for this session."""
    st.session_state[KEPT] = place
    parts = {STEP: place.step.value, TOKEN: place.token, NUMBERS: written(place.numbers)}
    for name, value in parts.items():
        if value and st.query_params.get(name) != value:
            st.query_params[name] = value
        elif not value and name in st.query_params:
            del st.query_params[name]


def written(numbers: tuple[int, ...]) -> str:
    """Write numbers of batches shortly: ``12-14,20``."""
    parts: list[list[int]] = []
    for number in sorted(set(numbers)):
        if parts and number == parts[-1][1] + 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in parts)


def _numbers(text: str) -> tuple[int, ...]:
    """Read what :func:`written` writes; what cannot be meant is left out."""
    found: list[int] = []
    for part in text[:LONGEST].split(","):
        match = _RANGE.fullmatch(part.strip())
        if match:
            first, last = int(match[1]), int(match[2] or match[1])
            found += range(first, min(last, first + MOST_NUMBERS) + 1)
    return tuple(found[:MOST_NUMBERS])
