"""The filters that every page shares; their values live in the address and outlast a change of page."""

from collections.abc import Callable

import streamlit as st

from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.charts import palette
from spbe_analytics.regions import Region, gazetteer
from spbe_analytics.schema import KIND, STAGE, YEAR, Kind, Stage
from spbe_analytics.ui.boundary import answering
from spbe_analytics.ui.components import escape
from spbe_analytics.ui.view import View

ALL_KINDS = "semua"
ALL_PROVINCES = "semua"
NEXT = "lihat"
"""Where a page leaves the filters for the next run."""


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

    unknown = [_mend("Tahun", "tahun", [str(known) for known in years], str(newest))]
    regions = {region.code: region.name for region in places.governments()}
    if "daerah" not in st.session_state and st.query_params.get("daerah") not in (None, *regions.values()):
        unknown.append(f"Daerah “{st.query_params.pop('daerah')}” tidak dikenal.")
    for text in filter(None, unknown):
        st.info(escape(f"{text} Pilih yang lain di saringan."), icon=":material/info:")

    with st.sidebar:
        st.subheader("Saringan", divider=False)
        year = int(_select("Tahun", "tahun", [str(known) for known in years], str(newest)))
        stages = stages_of[year]
        stage = _select("Tahap", "tahap", stages, stages[-1], lambda value: Stage(value).label)
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
        kinds = [kind.value for kind in Kind if kind is not Kind.AVERAGE]
        kind = _select(
            "Jenis pembanding",
            "jenis",
            [ALL_KINDS, *kinds],
            places[home].kind.value if home else Kind.REGENCY.value,
            lambda value: "Semua jenis" if value == ALL_KINDS else Kind(value).label,
        )
        province = _select(
            "Provinsi",
            "provinsi",
            [ALL_PROVINCES, *(region.code for region in places.provinces())],
            _province_filter(places[home]) if home else ALL_PROVINCES,
            lambda code: "Semua provinsi" if code == ALL_PROVINCES else places[code].bare,
        )
    return _view(
        snapshot.revision,
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


@st.cache_resource(max_entries=256, show_spinner=False)
def _view(
    revision: int,  # noqa: ARG001 - with the filters the key of the cache
    _snapshot: Snapshot,
    year: int,
    stage: str,
    home: str | None,
    kind: str | None,
    province: str | None,
    *,
    dark: bool,
) -> View:
    """Make the view of one choice of filters, once for all sessions."""
    places = gazetteer()
    return View(
        snapshot=_snapshot,
        palette=palette(dark),
        instrument=_snapshot.catalogue.for_year(year) or list(_snapshot.catalogue.values())[-1],
        year=year,
        stage=Stage(stage),
        home=places[home] if home else None,
        kind=kind,
        province=places[province] if province else None,
    )


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


def _select(label: str, key: str, options: list[str], start: str, show: Callable[[str], str] = str) -> str:
    """Show one filter whose value always stands in the address, the starting value too."""
    if st.session_state.get(key, start) not in options:
        st.session_state[key] = start
    elif key not in st.session_state and key not in st.query_params:
        st.query_params[key] = show(start)  # before the widget binds it: a shared link then holds the whole view
        st.session_state[key] = start
    with st.container(gap="xxsmall"):
        st.markdown(f":small[{label}]")
        chosen = st.selectbox(
            label,
            options,
            index=None,
            format_func=show,
            key=key,
            required=True,
            placeholder="Pilih",
            label_visibility="collapsed",  # the visible one would carry an English “(required)”
            bind="query-params",
            filter_mode="contains",
        )
    return start if chosen is None else chosen


def _mend(label: str, key: str, shown: list[str], start: str) -> str:
    """Put the starting value in the place of an unknown one of the address, and say so in a sentence."""
    given = st.query_params.get(key)
    if key in st.session_state or given is None or given in shown:
        return ""
    st.query_params[key] = start
    st.session_state[key] = start
    return f"{label} “{given}” tidak ada; yang tampil {start}."


@answering
def _follow_home() -> None:
    home = st.session_state["daerah"]
    if home is not None:
        region = gazetteer()[home]
        st.session_state["jenis"] = region.kind.value
        st.session_state["provinsi"] = _province_filter(region)
