"""The opening of every page of a home region that has no index."""

from spbe_analytics.analysis.standing.presence import instead, moments
from spbe_analytics.parts.view import View
from spbe_analytics.parts.words.standing import compared
from spbe_analytics.schema import INDEX_NODE
from spbe_analytics.ui.kit import components
from spbe_analytics.ui.words import nobody


def answer_missing(view: View) -> None:
    """Say that the home region has no index for the filters, and where it has one."""
    home = view.home
    if home is None:
        return
    known = view.standings[(view.standings["region"] == home.code) & view.standings[INDEX_NODE].notna()]
    partial = view.own_scores is not None
    components.headline(
        f"{home.bare}: {'indeks belum lengkap' if partial else 'tidak ada nilai'} untuk {view.stage.label} {view.year}",
        compared(view),
    )
    at = moments(known)
    cure = nobody.where_to_look(at, view.stage.value)
    components.empty(instead(at, view.stage.value), cure or "Isi templatnya, lalu unggah.", *nobody.way_to_fill(view))
