"""A plan, and the actions made from it, as files: what *Simulasi* and *Tindak lanjut* offer alike."""

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from spbe_analytics.analysis.followup import actions_of_plan, criterion_of, due_in
from spbe_analytics.analysis.planning.levers import Position
from spbe_analytics.analysis.planning.proposal import Line, Proposal, come_to, lines
from spbe_analytics.entries.action import Action
from spbe_analytics.instruments import Instrument
from spbe_analytics.parts.words import plan_words
from spbe_analytics.regions import Region, gazetteer
from spbe_analytics.reports.plan import PLAN, plan_xlsx
from spbe_analytics.reports.rapor import unit_report
from spbe_analytics.reports.unit_sheets import unit_sheets
from spbe_analytics.schema import Stage
from spbe_analytics.scoring.display import format_date, format_score
from spbe_analytics.ui.kit import clock


def offer_sheets(actions: Callable[[], Sequence[Action]], instrument: Instrument, home: Region, about: str) -> None:
    """Offer the actions as one sheet for each unit in charge.

    Args:
        actions: Gives them once somebody asks.
        instrument: Their instrument.
        home: Their region.
        about: What they follow.
    """
    st.download_button(
        "Lembar tugas per perangkat daerah",
        lambda: unit_sheets(actions(), instrument, home.name, about),
        f"lembar-tugas-{home.code}.xlsx",
        on_click="ignore",
        icon=":material/download:",
        key="lembar-tugas",
        help="Satu lembar setiap perangkat daerah: indikator, tingkat, kriteria, bukti yang diminta, tenggat.",
    )
    st.download_button(
        "Lembar tugas (PDF)",
        lambda: unit_report(actions(), instrument, home.name, about, clock.today()),
        f"lembar-tugas-{home.code}.pdf",
        "application/pdf",
        on_click="ignore",
        icon=":material/picture_as_pdf:",
        key="lembar-tugas-pdf",
        help="Lembar yang sama untuk dicetak dan ditandatangani, satu perangkat daerah satu lembar.",
    )


def followed(start: Position) -> str:
    """Say what a plan follows: ``hasil Indeks SPBE 2024, Nilai akhir``."""
    return f"hasil {start.instrument.index_name} {start.year}, {Stage(start.stage).label}"


def plan_book(start: Position, proposal: Proposal) -> bytes:
    """Write a plan as a workbook: what was asked, each rise with its year and unit, and what the levels ask for."""
    made = lines(start, proposal)
    actions = {(item.node, item.due): item for item in actions_of_plan(start, made)}
    rows = [_row(start, number, line, actions) for number, line in enumerate(made, start=1)]
    found, now = come_to(start, proposal), come_to(start, Proposal())
    name = gazetteer()[start.region].name
    facts = [
        ("Daerah", name),
        ("Tahun", f"{start.year}, {Stage(start.stage).label}"),
        *plan_words.facts(start, proposal.wish),
        (start.instrument.index_name, f"{format_score(start.index)} menjadi {format_score(found.index)}"),
        ("Predikat", f"{' atau '.join(now.predicates)} menjadi {' atau '.join(found.predicates)}"),
    ]
    notes = [
        "Butir lain dianggap tetap. Dihitung dari tingkat, tanpa pembulatan. Bukan ramalan hasil evaluasi.",
        start.instrument.regulation,
    ]
    return plan_xlsx(pd.DataFrame(rows, columns=list(PLAN)), f"Rencana {name}", facts, notes)


def _row(start: Position, number: int, line: Line, actions: dict[tuple[str, object], Action]) -> tuple[object, ...]:
    lever, instrument = start.by_node[line.node], start.instrument
    levels: tuple[object, object] = (float(line.start), float(line.to))
    if lever.is_open:
        levels = (None, plan_words.rise(start, line.node, line.start, line.to))
    due = due_in(start.year, line.year)
    action = actions.get((line.node, due))
    return (
        number,
        line.node,
        instrument.node(line.node).name if start.whole(line.node) else line.name,
        start.pillar_of[line.node].short,
        action.action if action else "",
        line.unit,
        line.year,
        *levels,
        float(line.gain),
        float(line.index),
        format_date(due),
        criterion_of(action.row, instrument) if action else "",
        action.wanted if action else "",
    )
