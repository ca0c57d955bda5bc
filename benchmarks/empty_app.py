"""The least that Streamlit can do: two pages with a title each."""

import streamlit as st


def first() -> None:
    """Show one title."""
    st.title("Satu")


def second() -> None:
    """Show another title."""
    st.title("Dua")


st.navigation([st.Page(first, title="Satu"), st.Page(second, title="Dua")]).run()
