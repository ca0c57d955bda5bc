"""Whether a file is meant where it is about something else than the page: asked before anything is stored."""

from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st

from spbe_analytics.parts.view import View
from spbe_analytics.preview import Evaluated
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import Stage
from spbe_analytics.ui.kit import components
from spbe_analytics.ui.kit.boundary import answering
from spbe_analytics.ui.unggah import steps
from spbe_analytics.ui.unggah.steps import Place
from spbe_analytics.ui.unggah.upload import Upload, agree


class Choice(NamedTuple):
    """What the page looks at: code of the own region or ``None``, result year, stage."""

    region: str | None
    year: int
    stage: str


def chosen(view: View) -> Choice:
    """Return what the page looks at."""
    return Choice(view.home.code if view.home else None, view.year, view.stage.value)


def apart(found: Sequence[Evaluated], choice: Choice) -> bool:
    """Tell whether nothing of an upload is about the region, year and stage that the page looks at."""
    about = [item for item in found if choice.region in (None, item.region)]
    return bool(found) and (choice.year, choice.stage) not in {(item.year, item.stage) for item in about}


def open_for(view: View, upload: Upload) -> bool:
    """Tell whether a person still has to say that the upload is meant."""
    choice = chosen(view)
    return apart(upload.found, choice) and choice not in upload.parcel.agreed


def ask(view: View, upload: Upload) -> None:
    """Ask whether the upload is meant where it is about something else than the page."""
    choice = chosen(view)
    if not apart(upload.found, choice):
        return
    theirs, ours = _named(upload.found), _place(choice)
    if choice in upload.parcel.agreed:
        components.note(f"Disimpan menurut isi berkas: {theirs}. Halaman ini menampilkan {ours}.")
        return
    with st.container(border=True, key="beda"):
        st.warning(
            components.escape(
                f"Berkas ini memuat {theirs}, sedangkan halaman ini menampilkan {ours}. Pakai yang mana?"
            ),
            icon=":material/help:",
        )
        with st.container(horizontal=True):
            st.button("Pakai isi berkas", type="primary", on_click=agree, args=(upload, choice), key="beda-pakai")
            st.button("Batal, unggah berkas lain", on_click=_cancel, args=(upload.place,), key="beda-batal")


@answering
def _cancel(place: Place) -> None:
    steps.desk().drop(place.token)
    steps.go(Place())


def _named(found: Sequence[Evaluated]) -> str:
    first, more = found[0], len(found) - 1
    name = f"{first.region_name}, {Stage(first.stage).label} {first.year}"
    return f"{name} dan {more} penilaian lain" if more else name


def _place(choice: Choice) -> str:
    when = f"{Stage(choice.stage).label} {choice.year}"
    return f"{gazetteer()[choice.region].name}, {when}" if choice.region else when
