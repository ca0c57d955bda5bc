"""What leaves *Simulasi* with a plan: its link, its workbooks, and the actions that it becomes."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from spbe_analytics.analysis.followup import actions_of_plan, new_ones
from spbe_analytics.analysis.planning.levers import Position
from spbe_analytics.analysis.planning.proposal import Proposal, lines
from spbe_analytics.entries.action import Action
from spbe_analytics.parts.view import View
from spbe_analytics.ui.kit import cache, components, data_address, form
from spbe_analytics.ui.kit.boundary import answering
from spbe_analytics.ui.plan import documents

FORM: Final = "rencana"


def share(view: View, start: Position, proposal: Proposal) -> None:
    """Offer the workbooks of a plan, and to turn it into actions.

    Args:
        view: The filters.
        start: Where the plan starts.
        proposal: The plan, with its items.
    """
    made = actions_of_plan(start, lines(start, proposal))
    components.subheading("Bagikan atau ekspor")
    components.note("“Salin tautan” di atas halaman membuka rencana yang sama, dengan semua pilihannya, di mana pun.")
    with st.container(horizontal=True):
        st.download_button(
            "Unduh rencana (XLSX)",
            lambda: documents.plan_book(start, proposal),
            f"rencana-{start.region}-{start.year}.xlsx",
            on_click="ignore",
            icon=":material/download:",
            key="rencana-xlsx",
        )
        st.link_button(
            "Alamat data", data_address.plan(start, proposal), type="tertiary", icon=":material/data_object:"
        )
        if view.home is not None:
            documents.offer_sheets(
                lambda: made, start.instrument, view.home, f"rencana dari {documents.followed(start)}"
            )
    if made:
        components.subheading("Jadikan tindak lanjut")
        _offer(start.region, made)


def _offer(region: str, made: Sequence[Action]) -> None:
    """Offer to keep the actions, all at one press; what is there already is not made twice."""
    components.note(
        "Setiap kenaikan menjadi satu tindakan: tenggat 31 Desember tahunnya, tingkat, kriteria, dan bukti yang "
        "diminta sudah terisi."
    )
    form.who(FORM)
    form.message(FORM)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            f"Jadikan {len(made)} tindakan", key="rencana-tindakan", icon=":material/add_task:", on_click=_take,
            args=(region, made),
        )  # fmt: skip
        st.page_link("pages/tindak_lanjut.py", label="Buka tindak lanjut", icon=":material/arrow_forward:")


@answering
def _take(region: str, wanted: Sequence[Action]) -> None:
    actions = cache.workspace().actions
    there = [Action.of_row(row) for row in actions.current(region).to_dict("records")]
    fresh = new_ones(wanted, there)

    def do(name: str) -> str:
        if not fresh:
            return "Semua langkah rencana ini sudah ada di Tindak lanjut."
        actions.add_many(fresh, name)
        said = f"{len(fresh)} tindakan tersimpan di Tindak lanjut"
        return f"{said}; {len(wanted) - len(fresh)} sudah ada." if len(fresh) < len(wanted) else f"{said}."

    form.attempt(FORM, do)
