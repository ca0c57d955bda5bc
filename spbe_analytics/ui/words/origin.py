"""“Dari mana angka ini?”: from a figure on a page to its cell, its publication or its formula."""

from collections.abc import Sequence
from typing import Final

import pandas as pd
import streamlit as st

from spbe_analytics.analysis.evidence.because import heading, sentences, term_value, told
from spbe_analytics.analysis.evidence.explanation import Explanation
from spbe_analytics.analysis.evidence.provenance import number
from spbe_analytics.regions import gazetteer
from spbe_analytics.reports import Column
from spbe_analytics.schema import INDEX_NODE
from spbe_analytics.ui.kit import cache, components
from spbe_analytics.ui.kit.boundary import guarded
from spbe_analytics.ui.kit.view import View

QUESTION: Final = "Dari mana angka ini?"

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


def ask(view: View, regions: Sequence[str], nodes: Sequence[str]) -> None:
    """Offer to explain a figure; nothing is computed before somebody asks.

    Args:
        view: Year and stage of the figures.
        regions: Codes of the regions on the page; the home region is offered first.
        nodes: Codes of the nodes in the order offered; unknown ones below the domains are left out.
    """
    if regions and st.button(QUESTION, type="tertiary", icon=":material/help:", key="asal"):
        _open(view, list(regions), list(nodes))


@st.dialog(QUESTION, width="large")
@guarded
def _open(view: View, regions: list[str], nodes: list[str]) -> None:
    home = view.home.code if view.home else None
    region = regions[0]
    if len(regions) > 1:
        region = st.selectbox(
            "Daerah",
            sorted(regions, key=lambda code: code != home),
            format_func=lambda code: gazetteer()[code].name,
            filter_mode="contains",
            key="asal_daerah",
        )
    offered = known_nodes(view, region, nodes)
    node = st.selectbox(
        "Angka",
        list(offered),
        format_func=lambda code: offered.get(code, code),
        filter_mode="contains",
        key="asal_butir",
    )
    _show(cache.workspace().why(region, view.year, node, view.stage.value, view.snapshot))


def known_nodes(view: View, region: str, nodes: Sequence[str]) -> dict[str, str]:
    """Name the nodes that can be asked for: those with a value, and the index and its domains in any case."""
    scores = view.scores_of(region)
    top = {INDEX_NODE, *(pillar.code for pillar in view.instrument.pillars)}
    return {
        code: view.instrument.node(code).name if code == INDEX_NODE else f"{code} {view.instrument.node(code).name}"
        for code in nodes
        if code in top or (scores is not None and pd.notna(scores[code]))
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
