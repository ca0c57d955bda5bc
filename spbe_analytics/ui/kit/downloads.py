"""What a person takes away from a page: its pictures as PNG and SVG, their figures as XLSX and CSV."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from html import escape
from typing import Final
from urllib.parse import urljoin

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from spbe_analytics.documents import embedding
from spbe_analytics.parts.part import Picture, Table
from spbe_analytics.parts.view import View
from spbe_analytics.reports import to_csv, to_xlsx
from spbe_analytics.reports.document import stem_of
from spbe_analytics.reports.pictures import WIDTH, About, picture_png, picture_svg
from spbe_analytics.settings import settings
from spbe_analytics.ui.kit import cache, markup
from spbe_analytics.ui.kit.boundary import guarded

PICTURE: Final = "Gambar"
"""What a picture is called where there is one only."""

MACHINES: Final = "Angka yang sama, tanpa dibulatkan, untuk program dan dasbor lain. Salin alamat tautannya."

ROOM: Final = 20
LINE: Final = 60
"""What an embedded picture needs around it, and for the link below it, in pixels."""

SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@st.dialog("Unduh")
@guarded
def ask(about: About, table: Table, pictures: Mapping[str, Picture], view: View, name: str, data: str) -> None:
    """Offer files, none of which is made before somebody asks for it.

    Args:
        about: Whom the figures are about, and whence they come.
        table: The figures.
        pictures: The pictures that show them, by what each is called.
        view: What they were made for.
        name: What the files are called, before their endings; also the key of the buttons.
        data: Where programs find the same figures; empty for nowhere.
    """
    palette = view.palette
    said = "Gambar memuat judul, keterangan, sumber, dan tanggal." if pictures else "Angka di balik bagian ini."
    st.html(f'<div data-spbe="unduh">{markup.note(said, palette)}</div>')
    for word, picture in pictures.items():
        file = f"{name}-{stem_of(word)}" if len(pictures) > 1 else name
        with _row():
            _offer(f"{word} PNG", partial(picture_png, picture, about, palette), f"{file}.png", "image/png")
            _offer(f"{word} SVG", partial(picture_svg, picture, about, palette), f"{file}.svg", "image/svg+xml")
    columns, notes = table.known_columns, [line for line in (about.title, about.source, about.made) if line]
    with _row():
        _offer("Tabel XLSX", partial(to_xlsx, table.rows, columns, table.title, notes), f"{name}.xlsx", SHEET)
        _offer("Tabel CSV", partial(to_csv, table.rows, columns), f"{name}.csv", "text/csv")
    if data:
        st.link_button("Alamat data", data, type="tertiary", icon=":material/data_object:", help=MACHINES)
    if pictures and settings().embed_sites:
        _embedding(view, next(iter(pictures.values())), about.today)


def _embedding(view: View, picture: Picture, today: date) -> None:
    """Offer the lines that show a picture inside a page of another site, always as new as its data."""
    place = embedding.found(cache.workspace(), view, picture, today)
    if place:
        st.caption("Tempel di laman lain; gambarnya selalu mengikuti data terbaru:")
        address = escape(urljoin(st.context.url or "", place.address))
        title = escape(picture.title)
        size = f'width="{WIDTH + ROOM}" height="{place.height + LINE}"'
        st.code(f'<iframe src="{address}" title="{title}" {size}></iframe>', "html", wrap_lines=True)


def _row() -> DeltaGenerator:
    return st.container(horizontal=True, gap="small")


def _offer(label: str, make: Callable[[], bytes], file: str, mime: str) -> None:
    st.download_button(label, make, file, mime, key=f"unduh-{file}", on_click="ignore", width="stretch")
