"""The one place where what goes wrong becomes words: a part of a page that fails says so, and the rest lives.

Streamlit would show an English box instead of the page. Its own signals (rerun, stop) are no errors and pass through.
"""

import logging
import secrets
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Final, ParamSpec

import streamlit as st
from streamlit.errors import FragmentHandledException

from spbe_analytics.errors import SpbeError
from spbe_analytics.ui.kit.markup import unmarked

Arguments = ParamSpec("Arguments")

_LOG: Final = logging.getLogger(__name__)

LATER: Final = "gagal"
"""Where a callback, which has no place on the page, leaves what went wrong for the next run."""


@contextmanager
def part() -> Iterator[None]:
    """Draw a part of a page; what goes wrong in it is told in its place, and what follows is drawn all the same."""
    try:
        yield
    except FragmentHandledException:
        raise
    except Exception as error:
        _show(told(error))


def parts(draws: Iterable[Callable[Arguments, None]], /, *given: Arguments.args, **named: Arguments.kwargs) -> None:
    """Draw the parts of a page one below the other, each with the same arguments."""
    for draw in draws:
        with part():
            draw(*given, **named)


def guarded(draw: Callable[Arguments, None]) -> Callable[Arguments, None]:
    """Make a part of what Streamlit runs by itself, a fragment or a dialog; stands below Streamlit's decorator."""

    @wraps(draw)
    def drawn(*given: Arguments.args, **named: Arguments.kwargs) -> None:
        with part():
            draw(*given, **named)

    return drawn


def answering(act: Callable[Arguments, None]) -> Callable[Arguments, None]:
    """Make a callback of what a widget does; what goes wrong in it opens the next run."""

    @wraps(act)
    def acted(*given: Arguments.args, **named: Arguments.kwargs) -> None:
        try:
            act(*given, **named)
        except Exception as error:
            st.session_state[LATER] = [*st.session_state.get(LATER, ()), told(error)]

    return acted


def tell_later() -> None:
    """Show what went wrong in callbacks since the last run."""
    for text in st.session_state.pop(LATER, ()):
        _show(text)


def told(error: Exception) -> str:
    """Word an error for a person; one that was not foreseen is logged under a number that the person can pass on."""
    if isinstance(error, SpbeError):
        return str(error)
    number = secrets.token_hex(3).upper()
    _LOG.error("error %s: %s\n%s", number, _kinds(error), "".join(traceback.format_tb(error.__traceback__)))
    return (
        "Bagian ini tidak dapat ditampilkan karena ada kesalahan dalam aplikasi; data yang tersimpan tidak berubah "
        f"olehnya. Catat nomor {number} dan sampaikan kepada pengelola aplikasi."
    )


def _show(text: str) -> None:
    st.error(unmarked(text), icon=":material/error:")


def _kinds(error: BaseException | None) -> str:
    """Name the kinds of an error and its causes; their messages may quote what a person typed and are not logged."""
    found = []
    while error is not None:
        found.append(type(error).__name__)
        error = error.__cause__ or error.__context__
    return " from ".join(found)
