"""The one guard of all pages that speak of a group: nobody of it has an index, and what to do then."""

from collections.abc import Sequence

from spbe_analytics.analysis.standing.presence import Presence, nobody
from spbe_analytics.parts.view import View
from spbe_analytics.ui.kit import components
from spbe_analytics.ui.kit.menu import UPLOAD


def there(view: View) -> bool:
    """Tell whether the group of the filters has an index; if not, open the page with why, and what to do next."""
    found = view.present
    if found.known:
        return True
    said, instead = nobody(found)
    components.headline(said.rstrip("."), f"{view.stage.label} {view.year}, {view.kind_word} di {view.place}")
    components.empty(instead, cure(found), *way_to_fill(view, found.stored))
    return False


def cure(found: Presence) -> str:
    """Say what to choose or do where nobody of a group is there."""
    if not found.stored:
        return "Buka halaman Unggah data."
    if not found.members:
        return "Pilih jenis atau provinsi lain."
    otherwise = "Pilih jenis atau provinsi lain, atau unggah data di halaman Unggah data."
    return where_to_look(found.known_at, found.stage) or otherwise


def way_to_fill(view: View, only_in: bool = False) -> tuple[str, str]:
    """Lead to where missing figures are filled in: the page, and what its link says, the template of the region.

    Args:
        view: The region, year and stage that are looked at.
        only_in: Lead there only for a home region; without one the filters help, not a file.
    """
    if view.home is None:
        return ("", "") if only_in else (UPLOAD, "")
    return UPLOAD, f"Templat {view.home.bare} {view.year}, {view.stage.label}"


def where_to_look(moments: Sequence[tuple[int, str]], stage: str) -> str:
    """Say what to choose where other moments have something; empty where none has.

    Args:
        moments: Year and stage of what there is.
        stage: The stage looked at.
    """
    if any(when == stage for _, when in moments):
        return "Pilih tahun itu di saringan."
    return "Pilih tahap dan tahun itu di saringan." if moments else ""
