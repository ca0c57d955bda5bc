"""What a planner tries out: other levels of one assessment, in the session and in the address."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Final
from urllib.parse import urlencode, urlsplit

import streamlit as st

from spbe_analytics.analysis.planning.levers import Position
from spbe_analytics.errors import AnalysisError
from spbe_analytics.scoring.display import format_number
from spbe_analytics.ui.kit.boundary import answering

PARAMETER: Final = "ubah"
"""Name of the changes in the address: ``I12.3-I45.4_5.2`` raises I12 to 3 and, in the second year, I45 to 4.5."""

STATE: Final = "percobaan"
_ENTRY: Final = re.compile(r"([A-Za-z0-9]{1,20})\.(\d{1,3}(?:_\d{1,2})?)(?:\.([1-9]))?")


@dataclass(frozen=True)
class Draft:
    """The changes a planner tries.

    Attributes:
        levels: New level, or sum of levels, by code; only what differs from the present.
        years: Year of the plan by code, where one was chosen.
        units: Unit in charge by code, where one was named.
        base: The levels that the table of levels started from; edits are made on top of them.
        version: Rises whenever the table starts anew.
    """

    levels: Mapping[str, Fraction] = field(default_factory=dict)
    years: Mapping[str, int] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    base: Mapping[str, Fraction] = field(default_factory=dict)
    version: int = 0

    @property
    def text(self) -> str:
        """The changes as they stand in an address."""
        return "-".join(
            f"{node}.{written(level)}" + (f".{self.years[node]}" if node in self.years else "")
            for node, level in self.levels.items()
        )


Repaint = Callable[[Draft], None]
"""Says at the top of the page what the changes come to."""


def written(level: Fraction) -> str:
    """Write a level for an address: ``4``, ``4_25``."""
    return format_number(level, 0 if level.denominator == 1 else 2).replace(".", "").replace(",", "_")


def read(position: Position, text: str) -> tuple[Draft, str]:
    """Read changes from an address.

    Returns:
        The draft, and what is wrong with the text (empty for nothing); wrong parts are left out.
    """
    levels, years, wrong = dict[str, Fraction](), dict[str, int](), list[str]()
    for part in filter(None, text.split("-")):
        found = _ENTRY.fullmatch(part)
        lever = position.by_node.get(found[1]) if found else None
        if found is None or lever is None:
            wrong.append(part[:20])
            continue
        level = Fraction(found[2].replace("_", "."))
        whole = position.instrument.scale.whole and level.denominator != 1
        try:
            position.after({lever.node: level})
        except AnalysisError:
            whole = True
        if whole:
            wrong.append(part[:20])
        elif level != lever.now:
            levels[lever.node] = level
            if found[3]:
                years[lever.node] = int(found[3])
    draft = Draft(levels, years, base=levels)
    if not wrong:
        return draft, ""
    return draft, f"Sebagian tautan tidak dapat dibaca dan dilewati: {', '.join(wrong[:5])}."


def current(position: Position) -> Draft:
    """Return the draft of an assessment: that of the session, or the one that the address brings along."""
    key = _key(position)
    kept = st.session_state.get(STATE)
    if kept is None and st.query_params.get(PARAMETER):
        draft, wrong = read(position, st.query_params[PARAMETER])
        if wrong:
            st.session_state[f"{STATE}-pesan"] = wrong
        put(position, draft)
    elif kept is None or kept[0][0] != key[0]:
        put(position, Draft(version=kept[1].version + 1 if kept else 0))
    elif kept[0] != key:  # other levels were stored in the meantime: what still fits them is kept
        draft, wrong = read(position, kept[1].text)
        st.session_state[f"{STATE}-pesan"] = wrong and "Data daerah ini berubah; sebagian ubahan tidak lagi cocok."
        put(position, replace(draft, version=kept[1].version + 1))
    found: Draft = st.session_state[STATE][1]
    return found


def put(position: Position, draft: Draft) -> None:
    """Keep a draft in the session, and its levels in the address."""
    st.session_state[STATE] = (_key(position), draft)
    if draft.text:
        st.query_params[PARAMETER] = draft.text
    elif PARAMETER in st.query_params:
        del st.query_params[PARAMETER]


@answering
def adopt(
    position: Position,
    levels: Mapping[str, Fraction],
    years: Mapping[str, int] | None = None,
    units: Mapping[str, str] | None = None,
) -> None:
    """Start the table of levels anew from other levels."""
    before = current(position)
    changed = {node: level for node, level in levels.items() if position.by_node[node].now != level}
    named = before.units if units is None else units
    put(position, Draft(changed, years or {}, named, base=changed, version=before.version + 1))


def edit(position: Position, levels: Mapping[str, Fraction], units: Mapping[str, str]) -> Draft:
    """Take over what was edited in the table; the table itself stays as it is."""
    before = current(position)
    if (dict(before.levels), dict(before.units)) == (dict(levels), dict(units)):
        return before
    years = {node: year for node, year in before.years.items() if before.levels.get(node) == levels.get(node)}
    draft = replace(before, levels=levels, units=units, years=years)
    put(position, draft)
    return draft


def message() -> str:
    """Return, once, what was wrong with the changes in the address."""
    return str(st.session_state.pop(f"{STATE}-pesan", ""))


def link(draft: Draft, instead: Mapping[str, str] | None = None) -> str:
    """Return the address that shows this page with these filters and changes to anybody else."""
    given = {name: st.query_params[name] for name in st.query_params} | dict(instead or {})
    given.pop(PARAMETER, None)
    if draft.text:
        given[PARAMETER] = draft.text
    parts = urlsplit(st.context.url or "")
    return f"{parts.scheme}://{parts.netloc}{parts.path}?{urlencode(given)}"


def _key(position: Position) -> tuple[tuple[object, ...], tuple[object, ...]]:
    """Name the assessment, and the levels that the changes start from."""
    about = (position.region, position.year, position.stage, position.instrument.id)
    return about, tuple((lever.node, lever.now) for lever in position.levers)
