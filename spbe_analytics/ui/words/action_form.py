"""The form of an action, and what its buttons do.

Whatever is typed stays in the session until it is kept or thrown away, so a refused form loses nothing. The version
that the person saw when the form was opened is remembered: a newer one refuses the change.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, Final

import streamlit as st

from spbe_analytics.action import EARLIEST, LABELS, LATEST, Action
from spbe_analytics.analysis.followup import node_label
from spbe_analytics.errors import SpbeError
from spbe_analytics.instruments import Instrument
from spbe_analytics.schema import INDEX_NODE, ActionState, Theme
from spbe_analytics.store import StaleActionError
from spbe_analytics.store.actions import action_of
from spbe_analytics.ui.kit import cache, components
from spbe_analytics.ui.kit.boundary import answering

OPEN: Final = "tindakan"
"""Name in the address of the action that is open, or :data:`NEW`."""

NEW: Final = "baru"
NAME: Final = "tindak_nama"
"""Where a session keeps the name of the person."""

_SAID: Final = "tindak_pesan"
_SEEN: Final = "tindak_dilihat"
_BASE: Final = "tindak_asal"
"""Versions by form: the one that the person knows of, and the one whose fields he began to change."""

_NEWER: Final = "tindak_versi_baru"
_STATES: Final = [state.value for state in ActionState]
_THEMES: Final = ["", *(theme.value for theme in Theme)]


def _key(form: str, field: str) -> str:
    return f"tindak-{form}-{field}"


def say(form: str, text: str) -> None:
    """Keep a complaint for the next run, to be shown at a form."""
    st.session_state.setdefault(_SAID, {})[form] = text


def message(form: str) -> None:
    """Show the complaint at a form once."""
    text = st.session_state.get(_SAID, {}).pop(form, "")
    if text:
        st.warning(components.escape(text), icon=":material/edit:")


def praise(text: str) -> None:
    """Tell that something was kept, wherever on the page the person is."""
    st.toast(components.escape(text), icon=":material/check_circle:")


def who() -> str:
    """Ask once for the name of the person; every button uses it."""
    return (
        st.text_input(
            "Nama pengisi",
            key=NAME,
            placeholder="Dicatat dalam riwayat setiap perubahan",
            max_chars=80,
            persist_state="session",
            autocomplete="name",
            width=340,
        )
        or ""
    )


def attempt(form: str, do: Callable[[str], str]) -> bool:
    """Do something in the name of the person; tell what came of it. To be called before the page is drawn.

    Args:
        form: Where a complaint is shown.
        do: Gets the name of the person and returns what to tell.

    Returns:
        Whether it was done.
    """
    name = str(st.session_state.get(_key(form, "who")) or st.session_state.get(NAME) or "")
    try:
        told = do(name)
    except SpbeError as error:
        say(form, str(error))
        if isinstance(error, StaleActionError):
            st.session_state.setdefault(_NEWER, {})[form] = error.newest
        return False
    st.session_state[NAME] = name
    praise(told)
    return True


def opened() -> str:
    """Return which action is open, :data:`NEW`, or nothing."""
    return str(st.query_params.get(OPEN, ""))


@answering
def open_form(form: str, version: int | None = None) -> None:
    """Open a form, and remember which version the person saw."""
    forget(opened())
    forget(form)
    st.query_params[OPEN] = form
    if version is not None:
        _note_seen(form, version)


def _note_seen(form: str, version: int) -> None:
    for kept in (_SEEN, _BASE):
        st.session_state.setdefault(kept, {})[form] = version


@answering
def close_form() -> None:
    """Close the form that is open and throw away what was typed."""
    forget(opened())
    st.query_params.pop(OPEN, None)


def forget(form: str) -> None:
    """Throw away what was typed into a form."""
    for field in (*LABELS, "who"):
        st.session_state.pop(_key(form, field), None)
    for kept in (_SEEN, _BASE, _NEWER, _SAID):
        st.session_state.get(kept, {}).pop(form, None)


def fields(form: str, start: Action, instrument: Instrument, version: int | None = None) -> None:
    """Show the form of an action that is there, or of a new one.

    Args:
        form: Number of the action, or :data:`NEW`.
        start: What the fields hold at first.
        instrument: Whose nodes can be chosen.
        version: Id of the version that counts now, ``None`` for a new action.
    """
    if version is not None and form not in st.session_state.get(_SEEN, {}):
        _note_seen(form, version)
    seen = st.session_state.get(_SEEN, {}).get(form)
    for field in LABELS:
        st.session_state.setdefault(_key(form, field), start[field] or None if field == "node" else start[field])
    st.session_state.setdefault(_key(form, "who"), st.session_state.get(NAME) or "")
    nodes = [node.code for node in instrument.nodes if node.code != INDEX_NODE]
    if st.session_state[_key(form, "node")] not in nodes:
        st.session_state[_key(form, "node")] = None
    with st.form(f"tindak-{form}", border=False, enter_to_submit=False):
        st.selectbox(
            LABELS["node"], nodes, index=None, key=_key(form, "node"), persist_state="session", filter_mode="contains",
            format_func=lambda code: node_label(instrument, code), placeholder="Cari kode atau nama",
        )  # fmt: skip
        st.text_area(
            LABELS["action"], key=_key(form, "action"), persist_state="session", height=80,
            placeholder="Misalnya: Menetapkan SK tim koordinasi SPBE dengan pembagian tugas yang jelas",
        )  # fmt: skip
        st.text_area(
            f"{LABELS['remark']} asesor", key=_key(form, "remark"), persist_state="session", height=80,
            placeholder="Misalnya: SK tim koordinasi SPBE direviu agar pembagian tugas jelas",
        )  # fmt: skip
        left, right = st.columns(2, gap="small")
        left.text_input(
            LABELS["unit"],
            key=_key(form, "unit"),
            persist_state="session",
            placeholder="Dinas Komunikasi dan Informatika",
        )
        right.date_input(
            LABELS["due"], key=_key(form, "due"), persist_state="session", format="DD/MM/YYYY",
            min_value=min(date(start.year - EARLIEST, 1, 1), start.due or date.max),
            max_value=max(date(start.year + LATEST, 12, 31), start.due or date.min),
            value=None,
        )  # fmt: skip
        left, right = st.columns(2, gap="small")
        left.segmented_control(
            LABELS["state"], _STATES, key=_key(form, "state"), persist_state="session", required=True,
            format_func=lambda value: ActionState(value).label,
        )  # fmt: skip
        right.selectbox(
            LABELS["theme"], _THEMES, key=_key(form, "theme"), persist_state="session", filter_mode="contains",
            format_func=lambda value: Theme(value).label if value else "Tanpa tema",
        )  # fmt: skip
        left, right = st.columns(2, gap="small")
        left.text_input(
            f"{LABELS['evidence']} (tautan)", key=_key(form, "evidence"), persist_state="session",
            placeholder="https://…",
        )  # fmt: skip
        right.text_input(
            "Nama pengisi ",
            key=_key(form, "who"),
            persist_state="session",
            max_chars=80,
            placeholder="Dicatat dalam riwayat",
        )
        message(form)
        with st.container(horizontal=True):
            st.form_submit_button(
                "Simpan tindakan" if version is None else "Simpan perubahan",
                type="primary", icon=":material/save:", on_click=_save, args=(form, start, seen),
            )  # fmt: skip
            st.form_submit_button("Batal", on_click=close_form)
    newer = st.session_state.get(_NEWER, {}).get(form)
    if newer is not None:
        with st.container(horizontal=True):
            st.button("Muat versi terbaru", key=f"tindak-{form}-muat", on_click=_load, args=(form, newer))
            st.button("Tetap simpan ubahan saya", key=f"tindak-{form}-timpa", on_click=_insist, args=(form, newer))


@answering
def _save(form: str, start: Action, seen: int | None) -> None:
    """Keep what was typed; on refusal everything stays as typed."""
    typed: dict[str, Any] = {field: st.session_state.get(_key(form, field)) for field in LABELS}
    typed = {field: value if field == "due" else value or "" for field, value in typed.items()}
    actions = cache.workspace().actions

    def keep(name: str) -> str:
        if seen is None:
            return f"Tindakan nomor {actions.add(replace(start, **typed), name)} tersimpan."
        after = actions.change(int(form), seen, name, **_touched(int(form), typed))
        return "Tidak ada yang berubah." if after == seen else f"Perubahan tindakan nomor {form} tersimpan."

    if attempt(form, keep):
        close_form()


def _touched(number: int, typed: dict[str, Any]) -> dict[str, Any]:
    """Return what the person changed himself: what others changed meanwhile stays."""
    versions = cache.workspace().actions.versions(number)
    base = action_of(versions[versions["id"] == st.session_state[_BASE][str(number)]].iloc[0])
    return {field: value for field, value in typed.items() if value != base[field]}


@answering
def _load(form: str, newer: int) -> None:
    forget(form)
    _note_seen(form, newer)


@answering
def _insist(form: str, newer: int) -> None:
    """Take the newest version as seen, so that the next press puts what the person changed onto it."""
    st.session_state.setdefault(_SEEN, {})[form] = newer
    st.session_state.get(_NEWER, {}).pop(form, None)
    say(form, "Tekan Simpan perubahan: yang Anda ubah dipakai, selebihnya menurut versi terbaru.")
