"""What is noted beside a figure that is odd: a misprint, or a predicate below the one that the rounded index means."""

from fractions import Fraction

import pandas as pd

from spbe_analytics.instruments import Instrument
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import INDEX_NODE, INSTRUMENT, PREDICATE, REGION, STAGE, YEAR
from spbe_analytics.scoring.display import format_score, round_half_up

MISPRINT = "salah cetak"


def misprinted(standings: pd.DataFrame, year: int, stage: str) -> frozenset[str]:
    """Return the codes of those whose printed figures of a year and stage are flagged as misprints."""
    here = (standings[YEAR] == year) & (standings[STAGE] == stage) & standings["misprint"].astype(bool)
    return frozenset(standings.loc[here, REGION])


def row_notes(
    standings: pd.DataFrame, ranked: pd.DataFrame, instrument: Instrument, year: int, stage: str
) -> list[str | None]:
    """Return what is noted beside each row of a ranking, in its order.

    Args:
        standings: One row an assessment, with ``misprint``.
        ranked: Rows of one year and stage with ``region, instrument, index, predicate, change``.
        instrument: The instrument of the year.
        year: Result year.
        stage: Stage.

    Returns:
        A misprint; a misprint on the other side of the change; or that the exact index lies below the predicate that
        the rounded one means. ``None`` beside an ordinary row.
    """
    now, before = (misprinted(standings, when, stage) for when in (year, year - 1))
    found: list[str | None] = []
    for row in ranked.to_dict("records"):
        if row[REGION] in now:
            found.append(MISPRINT)
        elif row[REGION] in before and not pd.isna(row["change"]):
            found.append(f"{year - 1} {MISPRINT}")
        else:
            found.append(
                _below(instrument, row[INDEX_NODE], row[PREDICATE]) if row[INSTRUMENT] == instrument.id else None
            )
    return found


def _below(instrument: Instrument, index: float, predicate: str | None) -> str | None:
    shown = Fraction(round_half_up(index))
    rounded = instrument.predicate(shown)
    lower = predicate is not None and predicate != rounded.name and rounded.lower == shown
    return f"di bawah {format_score(rounded.lower)} sebelum dibulatkan" if lower else None


def misprint_notes(records: pd.DataFrame, year: int, stage: str) -> dict[str, str]:
    """Say of each misprint of a year and stage what is wrong and how it is used, by region."""
    mine = records[(records[YEAR] == year) & (records[STAGE] == stage) & records["misprint"].astype(bool)]
    return {
        str(record[REGION]): (
            f"{gazetteer()[record[REGION]].name}: {record['note']} Ditampilkan sebagaimana tercetak dan tidak dipakai "
            "dalam median dan rata-rata."
        )
        for record in mine.to_dict("records")
    }
