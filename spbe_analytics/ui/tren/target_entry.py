"""Targets typed one by one, and taken away."""

from typing import Any

import pandas as pd
import streamlit as st

from spbe_analytics.entries.fields import FieldType
from spbe_analytics.entries.target import FIELDS, Target
from spbe_analytics.errors import EntryError
from spbe_analytics.ingest.tables.cells import number
from spbe_analytics.parts.view import View
from spbe_analytics.schema import INSTRUMENT, LAST_PLANNED_YEAR, YEAR
from spbe_analytics.scoring.display import format_score
from spbe_analytics.ui.kit import cache, form

ENTRY, REMOVAL = "target", "target-hapus"
"""Where the name of the person is asked."""


def entry(view: View) -> None:
    """Let a person type one target of the home region."""
    catalogue = view.snapshot.catalogue
    first = min(item.first_year for item in catalogue.values())
    with (
        st.expander("Ketik target", icon=":material/edit:"),
        st.form("target-ketik", border=False, enter_to_submit=False),
    ):
        left, right = st.columns(2, gap="small")
        year = left.number_input(
            "Tahun", first, LAST_PLANNED_YEAR, max(view.year + 1, first), step=1, format="%d", key="target_tahun"
        )
        instrument = right.selectbox(
            "Instrumen target",
            list(catalogue),
            index=None,
            format_func=lambda name: catalogue[name].short,
            placeholder="Instrumen tahun itu",
            help="Isi hanya bila dokumen menulis target menurut instrumen lain, misalnya indeks SPBE untuk tahun yang "
            "kelak dinilai dengan Pemdi. Capaian target seperti itu tidak dihitung.",
            key="target_instrumen",
        )
        form.ask(FIELDS, _key)
        form.who(ENTRY)
        pressed = st.form_submit_button("Simpan target", type="primary", icon=":material/save:")
    if pressed and view.home is not None:
        due = catalogue.for_year(int(year))
        about = {"region": view.home.code, "year": int(year), "instrument": instrument or (due.id if due else "")}
        form.at_once(ENTRY, lambda who: _keep(about, who))
    else:
        form.message(ENTRY)


def _key(name: str) -> str:
    return f"target_{name}"


def _keep(about: dict[str, Any], who: str) -> str:
    said: dict[str, Any] = {name: st.session_state.get(_key(name)) or "" for name in FIELDS}
    for name, field in FIELDS.items():
        if field.holds is FieldType.NUMBER:
            said[name] = _number(str(said[name]))
    kept = cache.workspace().targets.keep([Target(**about, **said)], who)
    year = about["year"]
    if not kept:
        return f"Target {year} sudah tercatat seperti itu."
    return f"Target {year} tersimpan: {format_score(said['value'])}."


def _number(written: str) -> float:
    value = number(written).value
    if value is None:
        text = written.strip()
        raise EntryError(f"{f'Target “{text}” bukan angka' if text else 'Isi angka target'}, misalnya 2,75.")
    return float(value)


def removal(view: View, kept: pd.DataFrame) -> None:
    """Let a person take a target away; it stays in the history."""
    if kept.empty or view.home is None:
        return
    catalogue, code = view.snapshot.catalogue, view.home.code
    rows = {
        f"{year} · {format_score(value)} · {catalogue[name].short} · {document}": (int(year), str(name))
        for year, name, value, document in zip(
            kept[YEAR], kept[INSTRUMENT], kept["value"], kept["document"], strict=True
        )
    }
    with st.expander("Hapus target", icon=":material/delete:"), st.form("target-hapus", border=False):
        chosen = st.selectbox("Target yang dihapus", list(rows), index=None, placeholder="Pilih", key="target_pilih")
        form.who(REMOVAL)
        pressed = st.form_submit_button("Hapus", icon=":material/delete:")

    def remove(who: str) -> str:
        if chosen is None:
            raise EntryError("Pilih dahulu target yang dihapus.")
        cache.workspace().targets.remove(code, *rows[chosen], who)
        return f"Target {rows[chosen][0]} dihapus."

    if pressed:
        form.at_once(REMOVAL, remove)
