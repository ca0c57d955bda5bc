"""*Istilah*: the words of the field that a page uses, explained where they stand."""

from functools import cache
from pathlib import Path
from typing import Final

import pandas as pd
import streamlit as st

from spbe_analytics.charts import palette
from spbe_analytics.parts.part import Column
from spbe_analytics.ui.kit import markup
from spbe_analytics.ui.kit.boundary import guarded
from spbe_analytics.yaml_files import read_yaml

TITLE: Final = "Istilah"
COLUMNS: Final = {"term": Column("Istilah", width=24), "text": Column("Artinya", width=80)}


@cache
def of_page(page: str) -> pd.DataFrame:
    """Return the words that a page uses, in order: columns ``term, text``."""
    entries = read_yaml(Path(__file__).with_name("terms.yaml"))
    rows = [(entry["term"], entry["text"]) for entry in entries if page in entry.get("pages", (page,))]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def ask(page: str) -> None:
    """Offer the words of a page."""
    if st.button(TITLE, type="tertiary", key="istilah"):
        _open(page)


@st.dialog(TITLE, width="medium")
@guarded
def _open(page: str) -> None:
    st.html(markup.table(of_page(page), COLUMNS, palette(st.context.theme.type == "dark")))
    st.page_link("pages/metodologi.py", label="Cara menghitung: Metodologi")
