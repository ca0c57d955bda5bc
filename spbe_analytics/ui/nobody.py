"""The one guard of all pages that speak of a group: nobody of it has an index, and what to do then."""

from spbe_analytics.analysis.presence import Presence
from spbe_analytics.ui import components
from spbe_analytics.ui.headlines import joined
from spbe_analytics.ui.view import View


def there(view: View) -> bool:
    """Tell whether the group of the filters has an index; if not, open the page with why, and what to do next."""
    found = view.present
    if found.known:
        return True
    components.headline(headline(found, view), f"{view.stage.label} {view.year}, {view.kind_word} di {view.place}")
    components.empty(*cure(found, view))
    return False


def headline(found: Presence, view: View) -> str:
    """Say in one line that nobody is there."""
    if not found.stored:
        return "Belum ada data"
    if not found.members:
        return f"Tidak ada {view.kind_word} di {view.place}"
    return f"Belum ada indeks {view.kind_word} di {view.place} untuk {view.stage.label} {view.year}"


def cure(found: Presence, view: View) -> tuple[str, str]:
    """Say why nobody is there, and what to do next."""
    if not found.stored:
        return "Belum ada penilaian yang tersimpan.", "Pilih tahun lain, atau unggah data di halaman Unggah data."
    if not found.members:
        return f"{view.place} tidak mempunyai {view.kind_word} yang dinilai.", "Pilih jenis atau provinsi lain."
    if found.years:
        return f"Ada nilai untuk {joined([str(year) for year in found.years])}.", "Pilih tahun itu di saringan."
    return "Belum ada nilai sama sekali pada tahap ini.", "Pilih jenis, provinsi, atau tahap lain, atau unggah data."
