"""The targets of the home region, for every picture that shows them."""

from functools import partial
from typing import Final

import pandas as pd
import streamlit as st

from spbe_analytics.analysis.planning.achievement import TargetState, achievements, with_goals
from spbe_analytics.charts import trend
from spbe_analytics.parts.part import Column, Picture, known_columns
from spbe_analytics.parts.region import timeline
from spbe_analytics.parts.region.timeline import Goals
from spbe_analytics.parts.view import View, bands_of
from spbe_analytics.parts.words.headlines import joined, lowered
from spbe_analytics.parts.words.story import story_of
from spbe_analytics.reports import to_csv, to_xlsx
from spbe_analytics.schema import INSTRUMENT, YEAR
from spbe_analytics.scoring.display import format_number, format_score
from spbe_analytics.ui.kit import cache, components
from spbe_analytics.ui.tren import target_entry, target_upload


def goals_of(view: View, pillar: str = "") -> Goals:
    """Ask the store for the home region's targets; a target is for the index only, so a pillar has none."""
    kept = cache.workspace().targets.current(view.home.code if view.home and not pillar else "")
    return timeline.goals(kept, view.snapshot.catalogue)


TABLE: Final = {
    YEAR: Column("Tahun"),
    "target": Column("Target", 2),
    "result": Column("Realisasi", 2),
    "achievement": Column("Capaian (%)", 2),
    "distance": Column("Jarak", 2, signed=True),
    "state": Column("Keadaan", width=18),
    "document": Column("Dokumen", width=32),
    INSTRUMENT: Column("Instrumen target", width=18),
    "reason": Column("Keterangan", width=60),
    "kept_by": Column("Dicatat oleh", width=20),
}

LINES: Final = {
    YEAR: Column("Tahun"),
    "series": Column("Deret", width=24),
    "value": Column("Nilai", 2),
    "segment_label": Column("Instrumen", width=18),
}


def block(view: View) -> None:
    """Show targets against results of the home region, and the ways to keep them."""
    if view.home is None:
        components.empty("Target ada untuk satu daerah.", "Pilih “Daerah saya” di atas.")
        return
    goals = goals_of(view)
    table = achievements(view.snapshot, goals.kept, view.home.code, view.stage.value)
    with st.container():  # whatever comes and goes here, the folds below keep their place and stay open
        with st.container(gap="xxsmall"):
            components.subheading(sentence(view.home.bare, table))
            components.note(_muted(view, table))
        if len(table):
            _apart(table)
            _table(view, table)
            components.kept_picture(view, "target", partial(_picture, goals=goals), goals.version)
    target_entry.entry(view)
    target_upload.step(view, goals.kept)
    target_entry.removal(view, goals.kept)


def sentence(name: str, table: pd.DataFrame) -> str:
    """Sum up targets in one sentence.

    Args:
        name: The region's bare name.
        table: Columns ``year, target, result, achievement, distance, state, reason``, the oldest year first.

    Returns:
        The newest year whose target can be compared, or what is still to come; no full stop. Where the figures alone
        would not show why a target is reached or not, the reason stands in the place of the percentage.
    """
    if table.empty:
        return f"{name} belum mempunyai target yang dicatat"
    known = table[table["achievement"].notna()]
    if known.empty:
        years = joined([str(year) for year in table[YEAR].unique()])
        return f"Target {name} untuk {years} belum dapat dibandingkan dengan nilai"
    last = known.iloc[-1]
    figures = f"{format_score(last['result'])} dari {format_score(last['target'])}"
    reached = known["state"] == TargetState.REACHED.value
    verb = "mencapai" if reached.iloc[-1] else "belum mencapai"
    said = f"{name} {verb} target {last[YEAR]}: {figures}"
    said += f", {lowered(str(last['reason']))}" if last["reason"] else f" ({format_number(last['achievement'])}%)"
    if len(known) > 1:
        said += f"; {int(reached.sum())} dari {len(known)} target tercapai"
    return said


def _muted(view: View, table: pd.DataFrame) -> str:
    if table.empty:
        return "Ketik atau unggah target indeks dari RPJMD, Renstra, atau dokumen lain di bawah ini."
    return f"{view.stage.label} dibandingkan dengan target indeks menurut dokumen. Capaian = realisasi : target."


def _apart(table: pd.DataFrame) -> None:
    """Warn of targets that cannot be compared with a result, with the reason."""
    apart = table[table["state"] == TargetState.APART.value]
    for reason, rows in apart.groupby("reason", sort=False):
        years = joined([str(year) for year in rows[YEAR]])
        said = f"Target {years} {lowered(str(reason))}."
        st.warning(components.escape(said), icon=":material/warning:")


def shown(view: View, table: pd.DataFrame) -> pd.DataFrame:
    """Write codes as words: state and instrument."""
    catalogue = view.snapshot.catalogue
    return table.assign(
        year=table[YEAR].astype(str),
        state=[TargetState(state).label for state in table["state"]],
        instrument=[catalogue[name].short for name in table[INSTRUMENT]],
        reason=table["reason"].where(table["reason"] != ""),
    )


def _table(view: View, table: pd.DataFrame) -> None:
    rows = shown(view, table)
    columns = known_columns(rows, TABLE)
    seen = rows.assign(reason=rows["reason"].where(table["state"] != TargetState.APART.value))
    hidden = {"kept_by"} | ({INSTRUMENT} if table[INSTRUMENT].nunique() == 1 else set())
    name = view.home.bare if view.home else ""
    with st.container(gap="xxsmall"):
        drawn = known_columns(seen, columns)
        components.plain_table(seen, {key: item for key, item in drawn.items() if key not in hidden})
        with st.container(horizontal=True):
            st.download_button(
                "Unduh CSV", lambda: to_csv(rows, columns), "target.csv", "text/csv", key="target-unduh-csv",
                on_click="ignore",
            )  # fmt: skip
            st.download_button(
                "Unduh XLSX", lambda: to_xlsx(rows, columns, f"Target indeks {name}", (_muted(view, table),)),
                "target.xlsx", key="target-unduh-xlsx", on_click="ignore",
            )  # fmt: skip


def _picture(view: View, goals: Goals) -> Picture | None:
    """Draw the region's own line and its targets."""
    own = story_of(view).own
    drawn = with_goals(own, goals.line)
    if goals.line.empty:
        return None
    used = [item for item in view.snapshot.catalogue.values() if item.id in set(drawn["segment"])]
    bands = pd.concat([bands_of(item).assign(segment=item.id) for item in used], ignore_index=True)
    newest = goals.line[goals.line["segment"] == goals.line["segment"].iloc[-1]]
    ends = (f"{format_score(row['value'])} ({row[YEAR]})" for _, row in newest.iloc[[0, -1]].iterrows())
    title = f"Target {' ke '.join(dict.fromkeys(ends))}"
    text = f"Garis penuh: realisasi.{goals.legend}"
    rows = drawn.sort_values([YEAR, "series"], ignore_index=True).astype({YEAR: str})
    return Picture(title, trend(drawn, bands, view.palette, height=280), text, rows, LINES)
