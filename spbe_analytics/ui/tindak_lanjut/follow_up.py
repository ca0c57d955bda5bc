"""Tindak lanjut: who does what until when about what assessors wrote, and how far it is."""

import pandas as pd

from spbe_analytics.parts.part import Figure
from spbe_analytics.parts.region import follow_up
from spbe_analytics.parts.view import View, kept
from spbe_analytics.ui.kit import cache, clock, components


@kept
def _remarks(_: View, code: str) -> pd.DataFrame:
    return cache.workspace().store.remarks(code)


def answer(view: View) -> follow_up.Board | None:
    """Show the headline and the figures; return what to show below, ``None`` without a region."""
    home = view.home
    if home is None:
        components.headline("Tindak lanjut satu daerah", "Siapa mengerjakan apa, sampai kapan, dan apa buktinya.")
        components.empty("Belum ada daerah yang dipilih.", "Pilih “Daerah saya” di atas.")
        return None
    versions = cache.workspace().actions.all_versions(home.code)
    board = follow_up.Board(view, home, versions, clock.today(), _remarks(view, home.code))
    now = board.standing
    other = f" {board.elsewhere} tindakan lain menurut instrumen tahun lain." if board.elsewhere else ""
    components.headline(
        follow_up.opening(home.bare, now),
        f"Tindak lanjut hasil {view.instrument.index_name} {follow_up.years(board)}; lewat tenggat dihitung per "
        f"{clock.day(board.today)}.{other}",
    )
    remarks = len(board.remarks)
    components.figures(
        [
            Figure("Tindakan", str(now.total), f"{now.running} berjalan, {now.open} belum" if now.total else ""),
            Figure("Selesai", str(now.done)),
            Figure("Lewat tenggat", str(now.overdue)),
            Figure("Catatan tanpa tindakan", str(remarks), help="Catatan dan rekomendasi asesor dari berkas unggahan."),
        ]
    )
    return board


def progress(board: follow_up.Board) -> None:
    """Show how far each domain and theme is."""
    if not len(board.actions):
        return
    made = board.view.keep(
        (follow_up.progress, board.home.code, board.newest, board.today), lambda: follow_up.progress(board)
    )
    components.picture(board.view, made, "kemajuan")
