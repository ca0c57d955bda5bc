"""A plan becomes actions: the button that another page shows below its plan."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

import streamlit as st

from spbe_analytics.analysis.followup import actions_of_plan, new_ones
from spbe_analytics.entries.action import Action
from spbe_analytics.instruments import Instrument
from spbe_analytics.ui.kit import cache, form
from spbe_analytics.ui.kit.boundary import answering

FORM: Final = "rencana"


def offer(
    region: str,
    year: int,
    stage: str,
    instrument: Instrument,
    rows: Iterable[Mapping[str, Any]],
    *,
    due: date | None = None,
    key: str = "rencana-tindakan",
) -> None:
    """Offer to turn the rows of a plan into actions of the follow-up, all at one press.

    Asks for the name of the person where the session does not know it yet. What is there already, the same words about
    the same node, is not made twice.

    Args:
        region: Code of the government.
        year: Result year from which the plan starts.
        stage: Its stage.
        instrument: Its instrument.
        rows: Mappings with ``node``, ``from``, ``to`` and, where known, ``unit``; see
            :func:`spbe_analytics.analysis.followup.actions_of_plan`.
        due: Until when, for all of them.
        key: Unique on the page.
    """
    wanted = actions_of_plan(region, year, stage, instrument, rows, due)
    if not wanted:
        return
    form.who(FORM)
    form.message(FORM)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            f"Jadikan {len(wanted)} tindakan", key=key, icon=":material/add_task:", on_click=_take,
            args=(region, wanted),
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
        return f"{len(fresh)} tindakan tersimpan; lengkapi tenggatnya di Tindak lanjut."

    form.attempt(FORM, do)
