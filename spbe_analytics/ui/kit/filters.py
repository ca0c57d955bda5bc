"""The filters that every page shares; their values live in the address and outlast a change of page."""

from collections.abc import Callable, Hashable, Mapping

import streamlit as st

from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.charts import palette
from spbe_analytics.errors import RegionError, quoted
from spbe_analytics.regions import Region, gazetteer, resolve, resolve_province
from spbe_analytics.schema import KIND, STAGE, YEAR, Kind, Stage
from spbe_analytics.ui.kit.boundary import answering
from spbe_analytics.ui.kit.choice import picked
from spbe_analytics.ui.kit.components import escape
from spbe_analytics.ui.kit.view import View

ALL_KINDS = "semua"
ALL_PROVINCES = "semua"
EVERYWHERE = "Semua provinsi"
NEXT = "lihat"
"""Where a page leaves the filters for the next run."""

REFUSED = "alamat-ditolak"
"""Where what the address said and is not known waits for the run that begins anew."""

MOST_VIEWS = 256
"""Views of one revision that are kept for all sessions."""

Find = Callable[[str], Region]


def choose(snapshot: Snapshot) -> View:
    """Show the filters in the sidebar and return what they select.

    A new visitor starts with the newest year that is well covered, by at least half as many governments as the fullest
    one. Choosing a home region sets kind and province to its own; both can then be changed.
    """
    for key, value in st.session_state.pop(NEXT, {}).items():
        st.session_state[key] = value
    stages_of, newest = _choices(snapshot.revision, snapshot)
    years = list(stages_of)
    places = gazetteer()

    regions = {region.code: region.name for region in places.governments()}
    provinces = {region.code: region.bare for region in places.provinces()}
    everywhere = {ALL_PROVINCES: EVERYWHERE, **provinces}
    found = {"daerah": (regions, resolve), "provinsi": (everywhere, resolve_province)}
    _read_address([str(known) for known in years], str(newest), found)
    for text in st.session_state.pop(REFUSED, ()):
        st.info(escape(f"{text} Pilih yang lain di saringan."), icon=":material/info:")

    with st.sidebar:
        st.subheader("Saringan", divider=False)
        year = int(_filter("Tahun", "tahun", {str(known): str(known) for known in years}, str(newest)))
        stages = stages_of[year]
        stage = _filter("Tahap", "tahap", {value: Stage(value).label for value in stages}, stages[-1])
        home = st.selectbox(
            "Daerah saya",
            list(regions),
            index=None,
            format_func=regions.__getitem__,
            placeholder="Pilih daerah",
            key="daerah",
            bind="query-params",
            filter_mode="contains",
            on_change=_follow_home,
        )
        kinds = {kind.value: kind.label for kind in Kind if kind is not Kind.AVERAGE}
        own_kind = places[home].kind.value if home else Kind.REGENCY.value
        kind = _filter("Jenis pembanding", "jenis", {ALL_KINDS: "Semua jenis", **kinds}, own_kind)
        own_province = _province_filter(places[home]) if home else ALL_PROVINCES
        province = _filter("Provinsi", "provinsi", everywhere, own_province)
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
    counts = governments[governments[STAGE] == Stage.FINAL.value][YEAR].value_counts()
    covered = counts[counts >= counts.max() / 2]
    if not stages_of:
        last = max(instrument.first_year for instrument in _snapshot.catalogue.values())
        return {last: [Stage.FINAL.value]}, last
    return stages_of, int(covered.index.max()) if len(covered) else max(stages_of)


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
    place = gazetteer()[region]
    st.session_state[NEXT] = {
        "tahun": str(year),
        "tahap": stage,
        "daerah": region,
        "jenis": place.kind.value,
        "provinsi": _province_filter(place),
    }


def _province_filter(place: Region) -> str:
    """Choose where a region is compared: in its province, a province itself with all others."""
    return ALL_PROVINCES if place.kind is Kind.PROVINCE else place.province


def _filter(label: str, key: str, options: Mapping[str, str], start: str) -> str:
    return picked(label, key, options, start, persist=False)  # every page shows the filters


def _read_address(years: list[str], start: str, known: Mapping[str, tuple[Mapping[str, str], Find]]) -> None:
    """Mend what the address says of year and regions, and say what it said that is not known.

    A region is found by code, full name or unique short name, and then stands in the address under the name that the
    filter shows. Streamlit takes what the address held when a run began for the only word on a new widget, and drops
    what is no option of it; so once something is mended, the run begins anew.
    """
    mended: dict[str, str] = {}
    for key, given in st.query_params.to_dict().items():
        if key in st.session_state:
            continue
        if key == "tahun" and given not in years:
            mended[key] = start
            st.session_state.setdefault(REFUSED, []).append(f"Tahun {quoted(given)} tidak ada; yang tampil {start}.")
        elif key in known and given not in known[key][0].values():
            names, find = known[key]
            try:
                mended[key] = names[find(given).code]
            except RegionError as error:
                mended[key] = ""
                st.session_state.setdefault(REFUSED, []).append(str(error))
    if not mended:
        return
    for key, name in mended.items():
        if name:
            st.query_params[key] = name
        else:
            del st.query_params[key]
    st.rerun()


@answering
def _follow_home() -> None:
    home = st.session_state["daerah"]
    if home is not None:
        region = gazetteer()[home]
        st.session_state["jenis"] = region.kind.value
        st.session_state["provinsi"] = _province_filter(region)
