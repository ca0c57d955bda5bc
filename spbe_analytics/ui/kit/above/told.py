"""What was not as a person or an address asked for, said once at the top of the next page."""

from typing import Final, NoReturn

import streamlit as st

from spbe_analytics.ui.kit.markup import unmarked

WAITING: Final = "disampaikan"
"""Where a session keeps what is to be said."""

SAID: Final = "tersampaikan"
"""Where it keeps what this run said, until the next one."""


def begin() -> None:
    """Forget what the run before said; called once a run, before anything is said."""
    st.session_state.pop(SAID, None)


def later(text: str) -> None:
    """Keep a sentence until :func:`now`; the same one is said once."""
    st.session_state[WAITING] = list(dict.fromkeys([*st.session_state.get(WAITING, ()), text]))


def now() -> None:
    """Say what is waiting, in one place."""
    waiting = st.session_state.pop(WAITING, ())
    st.session_state[SAID] = [*st.session_state.get(SAID, ()), *waiting]
    if waiting:
        st.info("\n\n".join(unmarked(text) for text in waiting), icon=":material/info:")


def anew() -> NoReturn:
    """Begin the run anew; what it said already is said again."""
    st.session_state[WAITING] = list(
        dict.fromkeys([*st.session_state.pop(SAID, ()), *st.session_state.get(WAITING, ())])
    )
    st.rerun()


def instead(what: str, given: str, shown: str) -> str:
    """Say that something asked for is not there, and what is shown in its place."""
    return f"{what} {given} tidak ada; yang tampil {shown}."
