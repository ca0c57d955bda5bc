"""What is noted beside an odd figure: a misprint, another official one, or a predicate below the rounded index."""

from collections.abc import Mapping
from fractions import Fraction

import pandas as pd

from spbe_analytics.instruments import Instrument
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import INDEX_NODE, INSTRUMENT, PREDICATE, REGION, STAGE, YEAR
from spbe_analytics.scoring.display import format_score, round_half_up

MISPRINT = "salah cetak"


def misprinted(standings: pd.DataFrame, year: int, stage: str) -> frozenset[str]:
    """Return the codes of those whose printed figures of a year and stage cannot be right."""
    here = (standings[YEAR] == year) & (standings[STAGE] == stage) & standings["misprint"].astype(bool)
    return frozenset(standings.loc[here, REGION])


def row_notes(
    standings: pd.DataFrame,
    ranked: pd.DataFrame,
    instrument: Instrument,
    year: int,
    stage: str,
    official: Mapping[str, Fraction],
) -> list[str | None]:
    """Return what is noted beside each row of a ranking, in its order.

    Args:
        standings: One row an assessment, with ``misprint``.
        ranked: Rows of one year and stage with ``region, instrument, index, predicate, change``.
        instrument: The instrument of the year.
        year: Result year.
        stage: Stage.
        official: The index of the official table by region, where an upload outranks it.

    Returns:
        A misprint; a misprint on the other side of the change; an official figure that is not in use; and that the
        exact index lies below the predicate that the rounded one means. ``None`` beside an ordinary row.
    """
    now, before = (misprinted(standings, when, stage) for when in (year, year - 1))
    found: list[str | None] = []
    columns = [REGION, INSTRUMENT, INDEX_NODE, PREDICATE, "change"]
    for region, used, index, predicate, change in ranked[columns].itertuples(index=False):
        notes = [
            MISPRINT if region in now else "",
            f"{year - 1} {MISPRINT}" if region in before and not pd.isna(change) else "",
            f"tabel resmi {format_score(official[region])}" if region in official else "",
            _below(instrument, index, predicate) if used == instrument.id else "",
        ]
        found.append("; ".join(filter(None, notes)) or None)
    return found


def _below(instrument: Instrument, index: float, predicate: str | None) -> str:
    shown = Fraction(round_half_up(index))
    rounded = instrument.predicate(shown)
    lower = predicate is not None and predicate != rounded.name and rounded.lower == shown
    return f"di bawah {format_score(rounded.lower)} sebelum dibulatkan" if lower else ""


def misprint_text(what: str) -> str:
    """Say what a misprint is left out of."""
    return (
        f"Angka {what} salah cetak: tidak ada tingkat yang dapat menghasilkannya. Ditampilkan sebagaimana tercetak, "
        "tanpa peringkat, dan tidak ikut dalam median, rata-rata, dan hitungan daerah."
    )


def misprint_notes(standings: pd.DataFrame, records: pd.DataFrame, year: int, stage: str) -> dict[str, str]:
    """Say of each misprint of a year and stage what its record notes and what it is left out of, by region."""
    mine = records[(records[YEAR] == year) & (records[STAGE] == stage) & records["note"].astype(bool)]
    noted = mine.drop_duplicates(REGION).set_index(REGION)["note"]
    return {
        region: " ".join(
            filter(None, [f"{gazetteer()[region].name}:", noted.get(region, ""), misprint_text(str(year))])
        )
        for region in sorted(misprinted(standings, year, stage))
    }
