"""One choice of several whose value always stands in the address, its starting value too: a link carries the view."""

from collections.abc import Collection, Mapping

import streamlit as st

from spbe_analytics.errors import quoted
from spbe_analytics.ui.kit.above import told


def settled(what: str, key: str, options: Mapping[str, str], start: str, *, anew: bool = False) -> None:
    """Make sure, before a widget binds it, that a choice is one of the options, in session and address.

    Args:
        what: What is chosen, for a sentence on what cannot be.
        key: Name of the choice in the session and in the address.
        options: What can be chosen, with the label that screen and address show.
        start: What is chosen as long as nobody chose.
        anew: Whether to begin anew, whatever was chosen before.
    """
    unknown(what, key, options.values(), options[start])
    if anew or st.session_state.get(key, start) not in options:
        st.session_state[key] = start
    elif key not in st.session_state and st.query_params.get(key) not in options.values():
        st.query_params[key] = options[start]
        st.session_state[key] = start


def unknown(what: str, key: str, known: Collection[str], shown: str) -> None:
    """Take out of a new visitor's address what cannot be chosen, and say so; the run then begins anew.

    Streamlit takes what the address held when a run began for the only word on a new widget.

    Args:
        what: What is chosen.
        key: Name of the choice in the address.
        known: Labels of what can be chosen.
        shown: What is shown instead.
    """
    if key in st.session_state:
        return
    given = [text for text in st.query_params.get_all(key) if text]
    strange = [text for text in given if text not in known]
    if not strange:
        return
    for text in strange:
        told.later(told.instead(what, quoted(text), shown))
    left = [text for text in given if text in known]
    if left:
        st.query_params[key] = left
    else:
        del st.query_params[key]
    told.anew()


def pressed(label: str, key: str, options: Mapping[str, str], start: str, *, titled: bool = False) -> str:
    """Let a person press one of a few; return its key. See :func:`settled`; ``titled`` shows the label as well."""
    settled(label, key, options, start)
    chosen = st.segmented_control(
        label,
        list(options),
        format_func=options.__getitem__,
        key=key,
        required=True,
        label_visibility="visible" if titled else "collapsed",
        bind="query-params",
        persist_state="session",
        wrap=True,
    )
    return start if chosen is None else chosen


def picked(
    label: str, key: str, options: Mapping[str, str], start: str, *, anew: bool = False, persist: bool = True
) -> str:
    """Let a person pick one from a list; return its key. See :func:`settled`.

    ``persist`` keeps the choice while other pages are looked at that do not show it.
    """
    settled(label, key, options, start, anew=anew)
    with st.container(gap="xxsmall"):
        st.markdown(f":small[{label}]")
        chosen = st.selectbox(
            label,
            list(options),
            index=None,  # whatever is chosen then stands in the address
            format_func=options.__getitem__,
            key=key,
            required=True,
            placeholder="Pilih",
            label_visibility="collapsed",  # the visible one would carry an English “(required)”
            bind="query-params",
            persist_state="session" if persist else None,
            filter_mode="contains",
        )
    return start if chosen is None else chosen
