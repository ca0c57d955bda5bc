"""What all forms share: who fills them in, asked once a session; doing it; and telling what came of it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final, assert_never

import streamlit as st

from spbe_analytics.entries.fields import LONGEST_NAME, Field, FieldType
from spbe_analytics.errors import SpbeError
from spbe_analytics.ui.kit import components

NAME: Final = "nama"
"""Where a session keeps the name of the person, once something was kept under it."""

_SAID: Final = "form_pesan"
_DONE: Final = "form_tersimpan"
_REFUSED: Final = "form_ditolak"


def _own(place: str) -> str:
    return f"{NAME}-{place}"


def who(place: str) -> str:
    """Ask for the name of the person; once something was kept under a name, that name stands there and can be changed.

    Args:
        place: Where on the page it is asked; unique among all places that are shown together.

    Returns:
        The name, empty as long as nobody typed one.
    """
    known = str(st.session_state.get(NAME) or "")
    if known:
        st.session_state.setdefault(_own(place), known)
        with st.popover(f"Atas nama {components.escape(known)}", type="tertiary", icon=":material/person:"):
            _ask(place)
    else:
        _ask(place)
    return signed(place)


def _ask(place: str) -> None:
    st.text_input(
        "Nama Anda", key=_own(place), placeholder="Dicatat dalam riwayat", max_chars=LONGEST_NAME,
        persist_state="session", autocomplete="name", width=340,
    )  # fmt: skip


def signed(place: str) -> str:
    """Return the name under which a place is filled in: the one typed there, or else the one that is known."""
    return " ".join(str(st.session_state.get(_own(place)) or st.session_state.get(NAME) or "").split())


def attempt(place: str, do: Callable[[str], str], asked: str = "") -> bool:
    """Do something in the name of the person, and tell what came of it; to be called before the page is drawn.

    Args:
        place: Where a complaint is shown; see :func:`message`.
        do: Gets the name and returns what to tell.
        asked: Where the name was asked, if not there.

    Returns:
        Whether it was done; :func:`refusal` holds the error where it was not.
    """
    told = _done(place, do, asked or place)
    if told is not None:
        _praise(told)
    return told is not None


def at_once(place: str, do: Callable[[str], str]) -> None:
    """As :func:`attempt` while the page is drawn: done, the page runs anew; refused, the complaint stands here."""
    told = _done(place, do, place)
    if told is not None:
        st.session_state[_DONE] = told
        st.rerun()
    message(place)


def _done(place: str, do: Callable[[str], str], asked: str) -> str | None:
    name = signed(asked)
    try:
        told = do(name)
    except SpbeError as error:
        st.session_state.setdefault(_REFUSED, {})[place] = error
        complain(place, str(error))
        return None
    hush(place)
    know(name)
    return told


def know(name: str) -> None:
    """Keep the name of the person for all forms of this session; what was typed elsewhere gives way."""
    st.session_state[NAME] = name
    for key in [key for key in st.session_state if str(key).startswith(f"{NAME}-")]:
        del st.session_state[key]


def refusal(place: str) -> SpbeError | None:
    """Return why the last attempt at a place was refused, once."""
    found: SpbeError | None = st.session_state.get(_REFUSED, {}).pop(place, None)
    return found


def complain(place: str, text: str) -> None:
    """Keep a complaint for the next run, to be shown at a place."""
    st.session_state.setdefault(_SAID, {})[place] = text


def message(place: str) -> None:
    """Show the complaint at a place, once."""
    text = st.session_state.get(_SAID, {}).pop(place, "")
    if text:
        st.warning(components.escape(text), icon=":material/edit:")


def hush(place: str) -> None:
    """Forget the complaint at a place."""
    for kept in (_SAID, _REFUSED):
        st.session_state.get(kept, {}).pop(place, None)


def tell() -> None:
    """Tell once what was done in the run before, wherever on the page the person is."""
    text = st.session_state.pop(_DONE, "")
    if text:
        _praise(text)


def _praise(text: str) -> None:
    st.toast(components.escape(text), icon=":material/check_circle:")


def ask(
    fields: Mapping[str, Field],
    key: Callable[[str], str],
    days: tuple[date, date] = (date.min, date.max),
    nodes: Mapping[str, str] | None = None,
) -> None:
    """Show the fields of a record, each with its widget; two that take half the width stand side by side.

    Args:
        fields: The fields, in their order.
        key: Gives the key of a field's widget; what the session holds under it is what the field shows.
        days: The first and last day that can be picked.
        nodes: Label of each node that can be chosen, by its code.
    """
    names = list(fields)
    while names:
        pair = names[:2] if all(fields[name].half for name in names[:2]) else names[:1]
        del names[: len(pair)]
        columns: Sequence[Any] = st.columns(2, gap="small") if len(pair) > 1 else [st.container()]
        for name, column in zip(pair, columns, strict=True):
            with column:
                _widget(fields[name], key(name), days, nodes or {})


def _widget(field: Field, key: str, days: tuple[date, date], nodes: Mapping[str, str]) -> None:
    label = field.label or field.heading
    shared: dict[str, Any] = {"key": key, "persist_state": "session"}
    match field.holds:
        case FieldType.NODE:
            st.selectbox(
                label, list(nodes), index=None, filter_mode="contains", format_func=nodes.__getitem__,
                placeholder=field.example, **shared,
            )  # fmt: skip
        case FieldType.TEXT:
            st.text_area(label, height=80, placeholder=field.example, **shared)
        case FieldType.DATE:
            st.date_input(label, value=None, format="DD/MM/YYYY", min_value=days[0], max_value=days[1], **shared)
        case FieldType.LINE | FieldType.LINK | FieldType.NUMBER | FieldType.FIGURE:
            st.text_input(label, placeholder=field.example, **shared)
        case FieldType.CHOICE:
            _choice(field, label, shared)
        case _:
            assert_never(field.holds)


def _choice(field: Field, label: str, shared: dict[str, Any]) -> None:
    texts = {str(one): one.label for one in field.choices or ()}
    if field.default:
        st.segmented_control(label, list(texts), format_func=texts.__getitem__, required=True, **shared)
    else:
        texts = {"": f"Tanpa {field.heading.lower()}", **texts}
        st.selectbox(label, list(texts), format_func=texts.__getitem__, filter_mode="contains", **shared)
