"""The parts of *Ringkasan*: where a region, or the nation, stands."""

import streamlit as st

from spbe_analytics.analysis.standing import presence
from spbe_analytics.parts import overview
from spbe_analytics.parts.part import Column, Table
from spbe_analytics.parts.view import View
from spbe_analytics.schema import INDEX_NODE
from spbe_analytics.ui.kit import components
from spbe_analytics.ui.kit.menu import UPLOAD
from spbe_analytics.ui.words import missing, nobody


def answer(view: View) -> bool:
    """Show the headline and the figures; tell whether there is anything to show below."""
    if (view.snapshot.empty or view.home is None) and not nobody.there(view):
        return False
    if view.home is None:
        components.answer(view, overview.answer_nation)
    elif view.own is None:
        missing.answer_missing(view)
    else:
        components.answer(view, overview.answer_own)
    return True


def onward(view: View) -> None:
    """Lead from the figures of the home region to what they consist of, and to the way up."""
    if view.own is not None:
        st.page_link("pages/profil.py", label="Profil", icon=":material/arrow_forward:")
        st.page_link("pages/prioritas.py", label="Jalan naik", icon=":material/arrow_forward:")


def domains(view: View) -> None:
    """Show the pillars against the median of the kind."""
    if not components.kept_picture(view, "domain", overview.domains):
        said = f"Nilai {view.instrument.pillar_word} {view.year} belum diketahui."
        components.empty(said, "Unggah hasilnya.", *nobody.way_to_fill(view))


def distribution(view: View) -> None:
    """Show every government of the kind as a brick, and the own one among them."""
    if not view.quorum:
        few = f"Baru {view.known_of} untuk {view.year}.", "Sebaran, peringkat, dan median menunggu data lebih lengkap."
        components.empty(*few, UPLOAD)
        return
    components.kept_picture(view, "sebaran", overview.distribution)


def trend_line(view: View) -> None:
    """Show the index by year against the average of the kind, or the national averages."""
    if not components.kept_picture(view, "tren", overview.trend_line):
        components.empty("Belum ada nilai per tahun.", "Pilih daerah atau tahap lain.")


def neighbours(view: View) -> None:
    """Show the ranking around the home region in its province, or the provinces' best without one."""
    if not view.present.known:
        said = " ".join(presence.nobody(view.present))
        components.empty(said, nobody.cure(view.present), *nobody.way_to_fill(view, view.present.stored))
        return
    if not view.province_quorum:
        return
    title, shown, text = overview.neighbours(view)
    columns = {
        "rank": Column(str(view.year), 0),
        "previous_rank": Column(str(view.year - 1), 0),
        "name": Column("Daerah"),
        INDEX_NODE: Column("Indeks", 2),
        "change": Column(f"Dari {view.year - 1}", 2, signed=True),
    }
    with st.container(gap="xxsmall"):
        components.titled_table(title, shown, columns, shown["region"] == (view.home.code if view.home else ""))
        components.below(view, text, Table(title, view.in_province, overview.RANKING), "peringkat-provinsi")


def extremes(view: View) -> None:
    """Show the ten best and the ten lowest of the kind in the nation."""
    if not view.quorum:
        return
    home = view.home.code if view.home else ""
    columns = {key: overview.RANKING[key] for key in ("rank", "name", INDEX_NODE, "predicate")}
    for column, (title, shown) in zip(st.columns(2, gap="medium"), overview.extremes(view), strict=True):
        with column:
            components.titled_table(title, shown, columns, shown["region"] == home)
