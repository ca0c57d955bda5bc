"""What assessors wrote that no action takes up yet: each becomes an action at the press of a button."""

from collections.abc import Sequence
from typing import Any, Final

import streamlit as st

from spbe_analytics.analysis import followup
from spbe_analytics.charts import Palette
from spbe_analytics.entries.action import Action
from spbe_analytics.instruments import Instrument
from spbe_analytics.parts.region.follow_up import Board
from spbe_analytics.schema import RemarkKind, Stage
from spbe_analytics.ui.kit import cache, components, form, markup
from spbe_analytics.ui.kit.boundary import answering
from spbe_analytics.ui.kit.menu import UPLOAD
from spbe_analytics.ui.tindak_lanjut.action_list import STEP

FORM: Final = "catatan"
"""Where complaints about these buttons are shown."""


def show(board: Board) -> None:
    """List the remarks, each with its place in the file and a button."""
    remarks = board.remarks
    form.message(FORM)
    if remarks.empty:
        components.empty(
            "Tidak ada catatan atau rekomendasi asesor yang belum ditindaklanjuti.",
            "Unggah buku kerja dengan kolom Catatan atau Rekomendasi untuk mengisinya.",
            UPLOAD,
        )
        return
    components.note(
        "Dari berkas unggahan. Satu tekan membuat tindakan dengan teks asesor; perangkat daerah dan tenggat diisi "
        "sesudahnya di Daftar tindakan."
    )
    form.who(FORM)
    rows = remarks.to_dict("records")
    for place, row in enumerate(rows[:STEP]):
        with st.container(border=True, gap="small"):
            st.html(card(row, board.view.instrument, board.view.palette))
            st.button(
                "Jadikan tindakan", key=f"tindak-catatan-{place}", icon=":material/add_task:", on_click=_take,
                args=([followup.from_remark(row)],),
            )  # fmt: skip
    if len(rows) > STEP:
        components.note(f"Yang tampil {STEP} pertama dari {len(rows)} catatan.")
    if len(rows) > 1:
        st.button(
            f"Jadikan semua {len(rows)} catatan tindakan", key="tindak-catatan-semua", on_click=_take,
            args=([followup.from_remark(row) for row in rows],),
        )  # fmt: skip


@answering
def _take(actions: Sequence[Action]) -> None:
    def do(name: str) -> str:
        numbers = cache.workspace().actions.add_many(actions, name)
        made = f"Tindakan nomor {numbers[0]}" if len(numbers) == 1 else f"{len(numbers)} tindakan"
        return f"{made} tersimpan; lengkapi tenggatnya di Daftar tindakan."

    form.attempt(FORM, do)


def card(row: dict[Any, Any], instrument: Instrument, palette: Palette) -> str:
    """Write one remark as HTML."""
    kind = RemarkKind(row["kind"]).label if row["kind"] in {item.value for item in RemarkKind} else row["kind"]
    about = f"{followup.node_label(instrument, row['node'])} · {Stage(row['stage']).label} {row['year']}"
    place = f"{row['file_name']}, lembar {row['sheet']}, sel {row['cell']}"
    return markup.render("remark", palette, kind=kind, about=about, text=row["text"], place=place)
