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
from spbe_analytics.ui.unggah.file_step import STAGE, YEAR
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


def _of_template(view: View) -> tuple[int, str]:
    """Return year and stage of the template that was chosen on the page, as the filters begin it."""
    year = st.session_state.get(f"{YEAR}-{view.year}", view.year)
    return int(year), str(st.session_state.get(f"{STAGE}-{view.stage}", view.stage.value))


def apart(found: Sequence[Evaluated], choice: Choice, template: tuple[int, str] | None = None) -> bool:
    """Tell whether nothing of an upload is about the region, year and stage that the page looks at.

    Args:
        found: What the upload holds.
        choice: What the page looks at.
        template: Year and stage of the template chosen on the page, which is meant as well.
    """
    about = {(item.year, item.stage) for item in found if choice.region in (None, item.region)}
    return bool(found) and not about & {(choice.year, choice.stage), template}


def open_for(view: View, upload: Upload) -> bool:
    """Tell whether a person still has to say that the upload is meant."""
    choice = chosen(view)
    return apart(upload.found, choice, _of_template(view)) and choice not in upload.parcel.agreed


def ask(view: View, upload: Upload) -> None:
    """Ask whether the upload is meant where it is about something else than the page."""
    choice = chosen(view)
    if not apart(upload.found, choice, _of_template(view)):
        return
    theirs, ours = _named(upload.found), _place(choice)
    if choice in upload.parcel.agreed:
        components.note(f"Akan disimpan menurut isi berkas: {theirs}. Halaman ini menampilkan {ours}.")
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
