"""What *Ringkasan* says besides the figures: the first visit, and where the evaluation now on stands."""

from typing import Final

import streamlit as st

from spbe_analytics.analysis.evidence.coverage import newest
from spbe_analytics.instruments.calendar import calendar
from spbe_analytics.parts.view import View, kept
from spbe_analytics.parts.words import calendar_words
from spbe_analytics.scoring.display import format_number
from spbe_analytics.ui.kit import cache, clock, components, markup

WHAT: Final = (
    "SPBE Analytics menunjukkan hasil evaluasi SPBE (Sistem Pemerintahan Berbasis Elektronik) setiap kabupaten, kota, "
    "dan provinsi: posisinya, perubahannya, dan jalan naiknya."
)
WHOSE: Final = (
    "Angkanya terbitan Kementerian PANRB dan pemerintah daerah, masing-masing dengan sumbernya, ditambah hasil yang "
    "diunggah daerah sendiri."
)


def evaluation(view: View) -> None:
    """Say of the evaluation that has no result yet which stage is on, and when its result comes."""
    (year, found), known = next(iter(calendar().items())), newest(view.standings)
    if known is not None and known.year >= year:
        return
    before = calendar().get(year - 1)
    came = (year - 1, before.result) if before is not None and before.result is not None else None
    instrument = view.snapshot.catalogue[found.instrument]
    components.note(" ".join(calendar_words.now_on(found, instrument, clock.today(), came)))


def show(view: View) -> None:
    """Greet somebody who has not chosen a region yet."""
    if view.home is not None:
        return
    with st.container(gap="xxsmall"):
        for line in (WHAT, WHOSE, _fresh(view)):
            components.note(line)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.html(markup.render("start"), width="content")
            st.page_link("pages/peringkat.py", label="Lihat peringkat")
            st.page_link("pages/unggah.py", label="Unggah hasil")


@kept
def _fresh(view: View) -> str:
    """Say of which years how much is known, and when data came last."""
    found = newest(view.standings)
    if found is None:
        return "Belum ada data; unggah hasil pertama."
    known, of = format_number(found.known, 0), format_number(found.of, 0)
    said = f"Nilai akhir {found.year} diketahui untuk {known} dari {of} daerah"
    said += "".join(f"; {year} baru {format_number(count, 0)}" for year, count in found.later)
    changed = cache.workspace().last_change()
    return f"{said}. Data terakhir berubah {clock.day(changed)}." if changed else f"{said}."
