"""The form of an action, and what its buttons do.

Whatever is typed stays in the session until it is kept or thrown away, so a refused form loses nothing. The version
that the person saw when the form was opened is remembered: a newer one refuses the change.
"""

from datetime import date
from typing import Any, Final

import streamlit as st

from spbe_analytics.analysis.followup import node_label
from spbe_analytics.entries.action import EARLIEST, FIELDS, LATEST, Action
from spbe_analytics.entries.fields import FieldType
from spbe_analytics.instruments import Instrument
from spbe_analytics.schema import INDEX_NODE
from spbe_analytics.store.shelf.actions import StaleActionError
from spbe_analytics.ui.kit import cache, form
from spbe_analytics.ui.kit.boundary import answering

OPEN: Final = "tindakan"
"""Name in the address of the action that is open, or :data:`NEW`."""

NEW: Final = "baru"

_SEEN: Final = "tindak_dilihat"
_BASE: Final = "tindak_asal"
"""Versions by form: the one that the person knows of, and the one whose fields he began to change."""

_NEWER: Final = "tindak_versi_baru"


def _key(place: str, field: str) -> str:
    return f"tindak-{place}-{field}"


def opened() -> str:
    """Return which action is open, :data:`NEW`, or nothing."""
    return str(st.query_params.get(OPEN, ""))


@answering
def open_form(place: str, version: int | None = None) -> None:
    """Open a form, and remember which version the person saw."""
    forget(opened())
    forget(place)
    st.query_params[OPEN] = place
    if version is not None:
        _note_seen(place, version)


def _note_seen(place: str, version: int) -> None:
    for kept in (_SEEN, _BASE):
        st.session_state.setdefault(kept, {})[place] = version


@answering
def close_form() -> None:
    """Close the form that is open and throw away what was typed."""
    forget(opened())
    st.query_params.pop(OPEN, None)


def forget(place: str) -> None:
    """Throw away what was typed into a form."""
    for field in FIELDS:
        st.session_state.pop(_key(place, field), None)
    for kept in (_SEEN, _BASE, _NEWER):
        st.session_state.get(kept, {}).pop(place, None)
    form.hush(place)


def fields(place: str, start: Action, instrument: Instrument, version: int | None = None) -> None:
    """Show the form of an action that is there, or of a new one.

    Args:
        place: Number of the action, or :data:`NEW`.
        start: What the fields hold at first.
        instrument: Whose nodes can be chosen.
        version: Id of the version that counts now, ``None`` for a new action.
    """
    if version is not None and place not in st.session_state.get(_SEEN, {}):
        _note_seen(place, version)
    seen = st.session_state.get(_SEEN, {}).get(place)
    nodes = {node.code: node_label(instrument, node.code) for node in instrument.nodes if node.code != INDEX_NODE}
    for name, field in FIELDS.items():
        is_node = field.holds is FieldType.NODE
        st.session_state.setdefault(_key(place, name), (start[name] or None) if is_node else start[name])
        if is_node and st.session_state[_key(place, name)] not in nodes:
            st.session_state[_key(place, name)] = None
    due = start.due
    days = (
        min(date(start.year - EARLIEST, 1, 1), due or date.max),
        max(date(start.year + LATEST, 12, 31), due or date.min),
    )
    with st.form(f"tindak-{place}", border=False, enter_to_submit=False):
        form.ask(FIELDS, lambda name: _key(place, name), days, nodes)
        form.who(place)
        form.message(place)
        with st.container(horizontal=True):
            st.form_submit_button(
                "Simpan tindakan" if version is None else "Simpan perubahan",
                type="primary", icon=":material/save:", on_click=_save, args=(place, start, seen),
            )  # fmt: skip
            st.form_submit_button("Batal", on_click=close_form)
    newer = st.session_state.get(_NEWER, {}).get(place)
    if newer is not None:
        with st.container(horizontal=True):
            st.button("Muat versi terbaru", key=f"tindak-{place}-muat", on_click=_load, args=(place, newer))
            st.button("Tetap simpan ubahan saya", key=f"tindak-{place}-timpa", on_click=_insist, args=(place, newer))


@answering
def _save(place: str, start: Action, seen: int | None) -> None:
    """Keep what was typed; on refusal everything stays as typed."""
    typed: dict[str, Any] = {name: st.session_state.get(_key(place, name)) for name in FIELDS}
    typed = {name: FIELDS[name].default if value is None else value for name, value in typed.items()}
    actions = cache.workspace().actions

    def keep(name: str) -> str:
        if seen is None:
            return f"Tindakan nomor {actions.add(start.but(**typed), name)} tersimpan."
        after = actions.change(int(place), seen, name, **_touched(int(place), typed))
        return "Tidak ada yang berubah." if after == seen else f"Perubahan tindakan nomor {place} tersimpan."

    if form.attempt(place, keep):
        close_form()
    elif isinstance(error := form.refusal(place), StaleActionError):
        st.session_state.setdefault(_NEWER, {})[place] = error.newest


def _touched(number: int, typed: dict[str, Any]) -> dict[str, Any]:
    """Return what the person changed himself: what others changed meanwhile stays."""
    versions = cache.workspace().actions.versions(number)
    base = Action.of_row(versions[versions["id"] == st.session_state[_BASE][str(number)]].iloc[0].to_dict())
    return {field: value for field, value in typed.items() if value != base[field]}


@answering
def _load(place: str, newer: int) -> None:
    forget(place)
    _note_seen(place, newer)


@answering
def _insist(place: str, newer: int) -> None:
    """Take the newest version as seen, so that the next press puts what the person changed onto it."""
    st.session_state.setdefault(_SEEN, {})[place] = newer
    st.session_state.get(_NEWER, {}).pop(place, None)
    form.complain(place, "Tekan Simpan perubahan: yang Anda ubah dipakai, selebihnya menurut versi terbaru.")
