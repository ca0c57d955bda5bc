"""“Dari mana angka ini?”: from a figure on a page to its cell, its publication or its formula."""

from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar, cast

import pandas as pd
import streamlit as st

from spbe_analytics.analysis.evidence.because import heading, sentences, term_value, told
from spbe_analytics.analysis.evidence.explanation import Explanation
from spbe_analytics.analysis.evidence.provenance import number
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.parts import notes as note_words
from spbe_analytics.parts.part import Column
from spbe_analytics.parts.view import View
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import INDEX_NODE, REGION, STAGE, YEAR, Stage
from spbe_analytics.ui.kit import cache, components
from spbe_analytics.ui.kit.boundary import guarded

QUESTION: Final = components.WHENCE
NATION: Final = "nasional"
"""Code of the printed average of all governments."""

T = TypeVar("T")

STATEMENTS: Final = {
    "value": Column("Nilai"),
    "source": Column("Sumber"),
    "sheet": Column("Lembar"),
    "cell": Column("Sel"),
    "text": Column("Isi sel"),
    "authority": Column("Kewenangan"),
    "batch": Column("Unggahan"),
}
TERMS: Final = {"node": Column("Kode"), "name": Column("Nama"), "weight": Column("Bobot (%)"), "value": Column("Nilai")}


Assessment = tuple[str, int, str]
"""Region, result year and stage of figures on a page."""


def ask(view: View, regions: Sequence[str] = ()) -> None:
    """Offer to explain any figure of a page; nothing is computed before somebody asks.

    Offered are the home region with all its years and stages, then the regions of the page, without any the group of
    the filters, in the year and stage of the filters.
    """
    if len(view.standings):
        about(view, lambda: _on_page(view, regions or list(view.in_province[REGION])))


def about(view: View, assessments: Callable[[], Sequence[Assessment]]) -> None:
    """Offer to explain any figure of some assessments, those first that the page is about; see :func:`ask`."""
    asked = st.session_state.pop(components.ASKED, False)
    if st.button(QUESTION, type="tertiary", icon=":material/help:", key="asal") or asked:
        _open(view, assessments)


def _on_page(view: View, regions: Sequence[str]) -> list[Assessment]:
    now = (view.year, view.stage.value)
    home = view.home.code if view.home else NATION
    known = view.standings[view.standings[REGION] == home]
    moments = sorted(known[[YEAR, STAGE]].itertuples(index=False, name=None), reverse=True)
    own = [(home, *moment) for moment in sorted(moments, key=lambda moment: moment != now)]
    return own + [(code, *now) for code in regions if code != home]


@st.dialog(QUESTION, width="large")
@guarded
def _open(view: View, assessments: Callable[[], Sequence[Assessment]]) -> None:
    moments: dict[str, list[tuple[int, str]]] = {}
    for code, year, stage in dict.fromkeys(assessments()):
        moments.setdefault(code, []).append((year, stage))
    if not moments:
        components.note("Belum ada angka di halaman ini.")
        return
    region = _one_of("Daerah", list(moments), lambda code: gazetteer()[code].name, "asal_daerah")
    year, stage = _one_of(
        "Tahun dan tahap", moments[region], lambda at: f"{Stage(at[1]).label} {at[0]}", f"asal_saat_{region}"
    )
    offered = known_nodes(view.snapshot, region, year, stage)
    node = _one_of("Angka", list(offered), lambda code: offered.get(code, code), "asal_butir")
    _show(cache.workspace().why(region, year, node, stage, view.snapshot))
    _said(view, (region, year, stage), node)


def _said(view: View, assessment: Assessment, node: str) -> None:
    """Show what a person wrote on the figure."""
    region, year, stage = assessment
    instrument = view.snapshot.catalogue.for_year(year)
    if instrument is None:
        return
    notes = note_words.of_assessment(cache.workspace().notes.current(region), instrument, year, Stage(stage))
    for _, line in note_words.lines(notes[notes["node"] == node], instrument):
        components.note(f"Penjelasan {line}.")


def _one_of(label: str, options: Sequence[T], name: Callable[[T], str], key: str) -> T:
    """Let a person choose one of several; one alone needs no choice."""
    if len(options) == 1:
        return options[0]
    chosen: T = st.selectbox(label, options, format_func=name, filter_mode="contains", key=key)
    return chosen


def known_nodes(snapshot: Snapshot, region: str, year: int, stage: str) -> dict[str, str]:
    """Name the nodes that can be asked for: those with a value, and the index and its domains in any case."""
    instrument = snapshot.catalogue.for_year(year)
    if instrument is None:
        return {}
    scores, key = snapshot.scores(instrument.id), cast("Any", (region, year, stage))
    known = scores.columns[scores.loc[key].notna()] if key in scores.index else []
    shown = {INDEX_NODE, *(pillar.code for pillar in instrument.pillars), *known}
    return {
        code: instrument.node(code).name if code == INDEX_NODE else f"{code} {instrument.node(code).name}"
        for code in instrument.codes
        if code in shown
    }


def _show(why: Explanation) -> None:
    """Show the explanation: sentences, what each source says, and the nodes below to go down to."""
    components.subheading(heading(why))
    for sentence in sentences(why):
        components.note(sentence)
    if why.statements:
        components.plain_table(_statements(why), STATEMENTS)
        for url, title in {said.url: said.publication for said in why.statements if said.url}.items():
            label = components.escape(title or url)
            st.link_button(label, url, type="tertiary", icon=":material/open_in_new:", key=f"asal-{url}")
    if any(term.value is not None for term in why.terms):
        components.plain_table(_terms(why), TERMS)
        components.note("Pilih salah satu kode itu di “Angka” untuk menelusurinya lebih dalam.")


def _statements(why: Explanation) -> pd.DataFrame:
    rows = [
        (
            told(said.value, said.basis),
            said.publication or said.file,
            said.sheet,
            said.cell,
            said.text,
            said.authority.label,
            f"nomor {said.batch}",
        )
        for said in why.statements
    ]
    return pd.DataFrame(rows, columns=list(STATEMENTS))


def _terms(why: Explanation) -> pd.DataFrame:
    rows = [(term.node, term.name, number(term.weight), term_value(term)) for term in why.terms]
    return pd.DataFrame(rows, columns=list(TERMS))
