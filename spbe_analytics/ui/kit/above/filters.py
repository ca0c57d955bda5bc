"""The filters that every page shares; their values live in the address and outlast a change of page."""

from collections.abc import Hashable, Mapping

import streamlit as st

from spbe_analytics.analysis.evidence.coverage import newest
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.charts import palette
from spbe_analytics.errors import RegionError, quoted
from spbe_analytics.parts.view import View
from spbe_analytics.regions import gazetteer, resolve, resolve_province
from spbe_analytics.schema import KIND, STAGE, YEAR, Kind, Stage
from spbe_analytics.ui.kit.above import told, topbar
from spbe_analytics.ui.kit.above.topbar import ALL_PROVINCES, province_filter
from spbe_analytics.ui.kit.choice import picked

ALL_KINDS = "semua"
EVERYWHERE = "Semua provinsi"
NEXT = "lihat"
"""Where a page leaves the filters for the next run."""

MOST_VIEWS = 256
"""Views of one revision that are kept for all sessions."""


def choose(snapshot: Snapshot, page: str) -> View:
    """Show the own region above the page and the filters in the sidebar; return what they select.

    A new visitor starts with the newest year that is well covered. Choosing a home region sets kind and province to its
    own; both can then be changed.

    Args:
        snapshot: Everything known.
        page: File name of the page below.
    """
    told.begin()
    for key, value in st.session_state.pop(NEXT, {}).items():
        st.session_state[key] = value
    stages_of, start = _choices(snapshot.revision, snapshot)
    places = gazetteer()
    regions = {region.code: region.name for region in places.governments()}
    everywhere = {ALL_PROVINCES: EVERYWHERE, **{region.code: region.bare for region in places.provinces()}}
    kinds = {ALL_KINDS: "Semua jenis", **{kind.value: kind.label for kind in Kind if kind is not Kind.AVERAGE}}
    years = {str(known): str(known) for known in stages_of}
    _mend_regions({"daerah": regions, "provinsi": everywhere})
    _mend("Tahun", "tahun", years, str(start))

    home = topbar.region(regions, page)
    with st.sidebar:
        st.subheader("Saringan", divider=False)
        year = int(_filter("Tahun", "tahun", years, str(start)))
        stages = {value: Stage(value).label for value in stages_of[year]}
        _mend("Tahap", "tahap", stages, list(stages)[-1], of=f" untuk {year}")
        stage = _filter("Tahap", "tahap", stages, list(stages)[-1])
        own_kind = places[home].kind.value if home else Kind.REGENCY.value
        _mend("Jenis", "jenis", kinds, own_kind)
        kind = _filter("Jenis pembanding", "jenis", kinds, own_kind)
        own_province = province_filter(places[home]) if home else ALL_PROVINCES
        province = _filter("Provinsi", "provinsi", everywhere, own_province)
    told.now()
    topbar.offer(regions)
    return view_of(
        snapshot,
        year,
        stage,
        home,
        None if kind == ALL_KINDS else kind,
        None if province == ALL_PROVINCES else province,
        dark=st.context.theme.type == "dark",
    )


@st.cache_resource(max_entries=2, show_spinner=False)
def _choices(revision: int, _snapshot: Snapshot) -> tuple[dict[int, list[str]], int]:  # noqa: ARG001 - the cache's key
    """List the years with data, the newest first, with their stages; and the newest year that is well covered."""
    standings = _snapshot.standings
    governments = standings[standings[KIND] != Kind.AVERAGE.value]
    present = governments.groupby(YEAR)[STAGE].agg(set).sort_index(ascending=False).to_dict()
    stages_of = {
        int(str(year)): [stage.value for stage in Stage if stage.value in found] for year, found in present.items()
    }
    if not stages_of:
        last = max(instrument.first_year for instrument in _snapshot.catalogue.values())
        return {last: [Stage.FINAL.value]}, last
    fresh = newest(standings)
    return stages_of, fresh.year if fresh else max(stages_of)


@st.cache_resource(max_entries=1, show_spinner=False)
def _views(revision: int) -> dict[Hashable, View]:  # noqa: ARG001 - the cache's key
    """Keep the views of one revision; with the next one they go, and their snapshot with them."""
    return {}


def view_of(
    snapshot: Snapshot,
    year: int,
    stage: str,
    home: str | None,
    kind: str | None,
    province: str | None,
    *,
    dark: bool,
) -> View:
    """Return the view of one choice of filters, made once for all sessions; at most :data:`MOST_VIEWS` are kept."""
    views = _views(snapshot.revision)
    key = (year, stage, home, kind, province, dark)
    if key not in views:
        for oldest in list(views)[: len(views) + 1 - MOST_VIEWS]:
            views.pop(oldest, None)
        places = gazetteer()
        views[key] = View(
            snapshot=snapshot,
            palette=palette(dark),
            instrument=snapshot.catalogue.for_year(year) or list(snapshot.catalogue.values())[-1],
            year=year,
            stage=Stage(stage),
            home=places[home] if home else None,
            kind=kind,
            province=places[province] if province else None,
        )
    return views[key]


def look_at(region: str, year: int, stage: str) -> None:
    """Turn the filters to an assessment; the next run shows them so."""
    st.session_state[NEXT] = {"tahun": str(year), "tahap": stage, **topbar.around(gazetteer()[region])}


def _filter(label: str, key: str, options: Mapping[str, str], start: str) -> str:
    return picked(label, key, options, start, persist=False)  # every page shows the filters


def _mend(what: str, key: str, options: Mapping[str, str], start: str, of: str = "") -> None:
    """Let what is asked for and not there give way to where a filter starts, and say so."""
    asked = st.session_state.get(key)
    if asked is not None:
        if asked not in options:
            name = Stage(asked).label if asked in set(Stage) else str(asked)
            told.later(told.instead(what, f"{quoted(name)}{of}", options[start]))
            st.session_state[key] = start
        return
    given = st.query_params.get(key)
    if given is not None and given not in options.values():
        told.later(told.instead(what, f"{quoted(given)}{of}", options[start]))
        st.query_params[key] = options[start]
        told.anew()


def _mend_regions(known: Mapping[str, Mapping[str, str]]) -> None:
    """Write in the address the name of what a code or another name means, and say what means none.

    Streamlit takes what the address held when a run began for the only word on a new widget, and drops what is no
    option of it; so once something is mended, the run begins anew.
    """
    mended = False
    for key, names in known.items():
        given = st.query_params.get(key)
        if given is None or key in st.session_state or given in names.values():
            continue
        mended = True
        try:
            st.query_params[key] = names[(resolve if key == "daerah" else resolve_province)(given).code]
        except RegionError as error:
            told.later(str(error))
            if key == topbar.HOME:
                topbar.mean(given)
            del st.query_params[key]
    if mended:
        told.anew()
