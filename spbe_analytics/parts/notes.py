"""Notes of people on figures, in a line each."""

from collections.abc import Iterator

import pandas as pd

from spbe_analytics.instruments import Instrument
from spbe_analytics.schema import INDEX_NODE, Stage
from spbe_analytics.scoring.display import format_date


def label(instrument: Instrument, node: str) -> str:
    """Name the figure that a note is about."""
    found = instrument.node(node)
    return found.name if node == INDEX_NODE else f"{node} {found.short}"


def of_assessment(notes: pd.DataFrame, instrument: Instrument, year: int, stage: Stage) -> pd.DataFrame:
    """Keep the notes of one assessment, in the order of the instrument; no row where there is none."""
    if notes.empty:
        return notes
    mine = notes[(notes["year"] == year) & (notes["stage"] == stage.value) & (notes["instrument"] == instrument.id)]
    mine = mine[[node in instrument for node in mine["node"]]]
    order = {code: at for at, code in enumerate(instrument.codes)}
    return mine.sort_values("node", key=lambda nodes: nodes.map(order), ignore_index=True)


def lines(notes: pd.DataFrame, instrument: Instrument) -> Iterator[tuple[str, str]]:
    """Yield of each note its node and a line with text, person and day."""
    for note in notes.to_dict("records"):
        day = format_date(note["kept_at"].date())
        yield note["node"], f"{label(instrument, note['node'])}: {note['text']} ({note['kept_by']}, {day})"
