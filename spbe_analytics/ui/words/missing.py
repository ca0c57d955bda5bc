"""The opening of every page of a home region that has no index."""

from spbe_analytics.analysis.standing.presence import moments
from spbe_analytics.parts.view import View
from spbe_analytics.parts.words.standing import absent, compared
from spbe_analytics.schema import INDEX_NODE
from spbe_analytics.ui.kit import components
from spbe_analytics.ui.words import nobody


def answer_missing(view: View) -> None:
    """Say that the home region has no index for the filters, and where it has one."""
    home = view.home
    if home is None:
        return
    said, elsewhere = absent(view)
    components.headline(said, compared(view))
    known = view.standings[(view.standings["region"] == home.code) & view.standings[INDEX_NODE].notna()]
    cure = nobody.where_to_look(moments(known), view.stage.value)
    components.empty(elsewhere, cure or "Isi templatnya, lalu unggah.", *nobody.way_to_fill(view))
