"""The actions of *Tindak lanjut*, one card each, with the filters above them."""

from datetime import date
from typing import Any, Final
from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

from spbe_analytics.analysis import followup
from spbe_analytics.charts import Palette
from spbe_analytics.entries.action import FIELDS, Action
from spbe_analytics.entries.fields import is_link
from spbe_analytics.instruments import Instrument
from spbe_analytics.parts.part import Column
from spbe_analytics.parts.region.follow_up import Board
from spbe_analytics.schema import INDEX_NODE, ActionState, Theme
from spbe_analytics.scoring.display import format_date
from spbe_analytics.ui.kit import cache, clock, components, form, markup
from spbe_analytics.ui.kit.boundary import answering
from spbe_analytics.ui.tindak_lanjut import action_form, brought

NODE: Final = "butir"
"""Name in the address of the indicator, aspect or domain that is looked at."""

PLACE: Final = "daftar"
"""Where the name of the person is asked for the buttons of the cards."""

REMOVED: Final = "dihapus"
_FILTERS: Final = ("keadaan", "tema", "perangkat", "lewat", NODE)
_MORE: Final = "tindak_banyak"
STEP: Final = 20
"""Cards shown at first, and more at each press."""

_PLACED: Final = (
    "node", "action", "remark", "level_from", "level_to", "criterion", "wanted", "unit", "due", "state", "theme",
    "evidence", "gain",
)  # fmt: skip
"""Fields that have a place of their own on the card; any other stands in the line below the action."""

_HISTORY: Final = {"when": Column("Waktu"), "who": Column("Oleh"), "said": Column("Yang berubah")}


def show(board: Board) -> None:
    """Show the form of a new action, the filters, and a card for each action that is left."""
    instrument = board.view.instrument
    start = Action(board.home.code, board.view.year, board.view.stage.value, instrument.id)
    if action_form.opened() == action_form.NEW:
        with st.container(border=True):
            components.subheading("Tindakan baru")
            action_form.fields(action_form.NEW, start, instrument)
    else:
        st.button(
            "Tambah tindakan", type="primary", icon=":material/add:", on_click=action_form.open_form,
            args=(action_form.NEW,), key="tindak-tambah",
        )  # fmt: skip
    if not len(board.actions) and not len(board.removed):
        if action_form.opened() == action_form.NEW:
            return
        components.empty(
            "Belum ada tindakan.", "Tekan Tambah tindakan, ambil dari catatan asesor, atau unggah lewat Excel."
        )
        return
    form.who(PLACE)
    kept = _chosen(board)
    if kept.empty:
        components.note("Tidak ada tindakan yang cocok dengan saringan ini.")
    kept = _with_opened(board, kept)
    most = int(st.session_state.get(_MORE, STEP))
    late = followup.overdue(kept, board.today)
    for row, is_late in zip(kept.head(most).to_dict("records"), late.head(most), strict=True):
        _card(board, row, late=bool(is_late))
    if len(kept) > most:
        st.button(f"Tampilkan {min(STEP, len(kept) - most)} lagi", on_click=_more, args=(most,), key="tindak-lagi")


def _with_opened(board: Board, kept: pd.DataFrame) -> pd.DataFrame:
    """Put the action that is open first where it would not be seen: what is being typed must not vanish.

    Somebody else may have changed or removed it, so that the filters leave it out.
    """
    opened = action_form.opened()
    if not opened.isdigit() or opened in kept["number"].head(STEP).astype(str).tolist():
        return kept
    everything = pd.concat([board.actions, board.removed])
    found = everything[everything["number"].astype(str) == opened]
    if found.empty:
        components.note(f"Tindakan nomor {opened} tidak ada di daerah dan instrumen ini.")
        return kept
    return pd.concat([found, kept[kept["number"].astype(str) != opened]])


@answering
def _more(now: int) -> None:
    st.session_state[_MORE] = now + STEP


def _chosen(board: Board) -> pd.DataFrame:
    """Show the filters, whose values stand in the address; return the actions that are left."""
    node = _node(board)
    active = node is not None or any(name in st.query_params for name in _FILTERS)
    units = followup.units(board.actions)
    with st.expander("Saring tindakan", expanded=active, icon=":material/filter_list:"), st.container():
        left, right = st.columns(2, gap="small")
        state = left.selectbox(
            "Keadaan", [*(item.value for item in ActionState), REMOVED], index=None, key="keadaan",
            format_func=str.capitalize, placeholder="Semua keadaan", bind="query-params",
        )  # fmt: skip
        _pick_node(board, right)
        theme = left.selectbox(
            "Tema", [item.value for item in Theme], index=None, key="tema", placeholder="Semua tema",
            format_func=lambda value: Theme(value).label, bind="query-params",
        )  # fmt: skip
        unit = right.selectbox(
            "Perangkat daerah", units, index=None, key="perangkat", placeholder="Semua perangkat daerah",
            bind="query-params", filter_mode="contains",
        )  # fmt: skip
        late = st.toggle("Hanya yang lewat tenggat", key="lewat", bind="query-params")
    source = board.removed if state == REMOVED else board.actions
    kept = followup.filtered(
        source, board.view.instrument, board.today, state=None if state == REMOVED else state,
        node=st.session_state.get(NODE), theme=theme, unit=unit, late=late,
    )  # fmt: skip
    if len(kept) < len(board.actions):
        components.note(f"Tampil {len(kept)} dari {len(source)} tindakan.")
    return kept


def _node(board: Board) -> str | None:
    """Take the node that the address asks for; an unknown one is told and forgotten."""
    asked = st.query_params.get(NODE)
    if NODE not in st.session_state and asked is not None:
        if asked in board.view.instrument:
            st.session_state[NODE] = asked
        else:
            del st.query_params[NODE]
            said = f"Butir “{components.escape(asked)}” tidak ada dalam {board.view.instrument.index_name}."
            components.empty(said, "Yang tampil semua tindakan.")
    found = st.session_state.get(NODE)
    return str(found) if found else None


def _pick_node(board: Board, column: Any) -> None:  # noqa: ANN401 - a column of the page
    instrument = board.view.instrument
    used = set(board.actions["node"]) | {st.session_state.get(NODE)}
    pillars = {pillar.code for pillar in instrument.pillars}
    codes = [code for code in instrument.codes if code != INDEX_NODE and (code in pillars or code in used)]
    if st.session_state.get(NODE) not in (None, *codes):
        st.session_state[NODE] = None
    column.selectbox(
        f"{instrument.pillar_word.capitalize()} atau indikator", codes, index=None, key=NODE, filter_mode="contains",
        format_func=lambda code: followup.node_label(instrument, code), placeholder=f"Semua {instrument.pillar_word}",
    )  # fmt: skip
    chosen = st.session_state.get(NODE)
    if chosen:
        st.query_params[NODE] = chosen
    else:
        st.query_params.pop(NODE, None)


def _card(board: Board, row: dict[Any, Any], *, late: bool) -> None:
    """Show one action with its buttons, and opened its form and history."""
    number, version = int(row["number"]), int(row["id"])
    place = str(number)
    is_open = action_form.opened() == place
    with st.container(border=True, gap="small"):
        st.html(_drawn(board, row, late=late))
        if not is_open:
            form.message(place)
        with st.container(horizontal=True, gap="small"):
            if row["removed"]:
                st.button(
                    "Pulihkan", key=f"tindak-{place}-pulih", icon=":material/redo:", on_click=_restore,
                    args=(number, version),
                )  # fmt: skip
            elif row["state"] != ActionState.DONE.value:
                st.button(
                    "Tandai selesai", key=f"tindak-{place}-selesai", icon=":material/check:", on_click=_mark_done,
                    args=(number, version),
                )  # fmt: skip
            if is_open:
                st.button("Tutup", key=f"tindak-{place}-tutup", type="tertiary", on_click=action_form.close_form)
            else:
                st.button(
                    "Ubah dan riwayat", key=f"tindak-{place}-buka", type="tertiary", on_click=action_form.open_form,
                    args=(place, version),
                )  # fmt: skip
        if is_open:
            _opened(board, row)


def _opened(board: Board, row: dict[Any, Any]) -> None:
    number, version = int(row["number"]), int(row["id"])
    instrument = board.view.instrument
    if row["removed"]:
        form.message(str(number))
    else:
        action_form.fields(str(number), Action.of_row(row), instrument, version)
    mine = board.versions[board.versions["number"] == number]
    told = followup.history(mine, instrument)
    told = told.assign(when=[clock.moment(at) for at in told["at"]])
    components.titled_table("Riwayat", told, _HISTORY)
    if not row["removed"]:
        st.button(
            "Hapus tindakan", key=f"tindak-{number}-hapus", type="tertiary", icon=":material/delete:",
            on_click=_remove, args=(number, version), help="Riwayatnya tetap ada, dan tindakan dapat dipulihkan.",
        )  # fmt: skip


@answering
def _mark_done(number: int, version: int) -> None:
    actions = cache.workspace().actions

    def do(name: str) -> str:
        actions.change(number, version, name, state=ActionState.DONE.value)
        return f"Tindakan nomor {number} selesai."

    if form.attempt(str(number), do, PLACE) and action_form.opened() == str(number):
        action_form.close_form()


@answering
def _remove(number: int, version: int) -> None:
    actions = cache.workspace().actions

    def do(name: str) -> str:
        actions.remove(number, version, name)
        return f"Tindakan nomor {number} dihapus; pilih keadaan Dihapus untuk memulihkannya."

    if form.attempt(str(number), do, PLACE):
        action_form.close_form()


@answering
def _restore(number: int, version: int) -> None:
    actions = cache.workspace().actions

    def do(name: str) -> str:
        actions.restore(number, version, name)
        return f"Tindakan nomor {number} dipulihkan."

    form.attempt(str(number), do, PLACE)


def _drawn(board: Board, row: dict[Any, Any], *, late: bool) -> str:
    effect = board.effects.get(int(row["number"]))
    told = brought.line(effect) if effect else ""
    return card(row, board.view.instrument, board.view.palette, board.today, late=late, effect=told)


def card(
    row: dict[Any, Any], instrument: Instrument, palette: Palette, today: date, *, late: bool, effect: str = ""
) -> str:
    """Write one action as HTML; only an http(s) address becomes a link."""
    looks = {ActionState.DONE.value: palette.better, ActionState.RUNNING.value: palette.text}
    about = [
        f"No. {int(row['number'])}",
        followup.node_label(instrument, row["node"]),
        row["unit"],
        Theme(row["theme"]).label if row["theme"] else "",
        f"hasil {row['year']}",
        *(
            f"{field.heading}: {followup.shown(name, row[name])}"
            for name, field in FIELDS.items()
            if name not in _PLACED and row[name]
        ),
    ]
    due = row["due"] if pd.notna(row["due"]) else None
    return markup.render(
        "action",
        palette,
        colour=looks.get(row["state"], palette.muted),
        state="Dihapus" if row["removed"] else ActionState(row["state"]).label,
        due=format_date(due) if due else "",
        late=(today - due).days if due and late else 0,
        action=row["action"],
        about=" · ".join(filter(None, about)),
        remark=row["remark"] if row["remark"] != row["action"] else "",
        levels=_levels(row),
        criterion=followup.criterion_of(row, instrument) if row["level_to"] or row["criterion"] else "",
        wanted=row["wanted"],
        effect=effect,
        evidence=row["evidence"],
        host=(urlsplit(row["evidence"]).hostname or "") if is_link(row["evidence"]) else "",
    )


def _levels(row: dict[Any, Any]) -> str:
    """Write from which level to which: ``Tingkat 1 → 3``, ``Ke tingkat 3``."""
    if row["level_from"] and row["level_to"]:
        return f"Tingkat {row['level_from']} → {row['level_to']}"
    return f"Ke tingkat {row['level_to']}" if row["level_to"] else ""
