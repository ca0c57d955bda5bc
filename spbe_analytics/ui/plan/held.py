"""The one plan of a session, by assessment: in the session, and whole in the address of every page that shows it.

The session's plan counts, and the address follows it: a page that is left and opened again, by whatever way, finds it
there. The address counts where somebody new opens it, or goes back to it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, Final
from urllib.parse import urlencode

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from spbe_analytics.analysis.planning.levers import Position
from spbe_analytics.analysis.planning.plan import Plan
from spbe_analytics.analysis.planning.proposal import Proposal, Wish, first_wish, picked, plans
from spbe_analytics.analysis.planning.written import LETTERS, read, write
from spbe_analytics.entries.plan import GOAL, INDEX, PARAMETERS
from spbe_analytics.parts.view import View
from spbe_analytics.ui.kit.above import told
from spbe_analytics.ui.kit.boundary import answering

STATE: Final = "rencana_dipegang"
SHOWN: Final = "rencana_tampil"
FIELD: Final = "syarat-"
"""What the key of every field of the plan begins with."""

MOST: Final = 12
"""How many assessments' plans a session holds; of more, those touched first are forgotten."""

Repaint = Callable[[Proposal], None]
"""Says at the top of the page what a plan comes to."""

Starts = tuple[tuple[str, Fraction], ...]


@dataclass(frozen=True)
class Held:
    """What the session holds of one assessment.

    Attributes:
        starts: The levels that the plan starts from.
        first: What is asked there as long as nobody chose.
        proposal: The plan.
        base: The levels at which the table of levels began; edits are made on top of them.
        version: Rises whenever that table, and the other fields, begin anew.
        address: The plan as it stands in the address.
    """

    starts: Starts
    first: Wish
    proposal: Proposal = field(default_factory=Proposal)
    base: Mapping[str, Fraction] = field(default_factory=dict)
    version: int = 0
    address: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def levels(self) -> Mapping[str, Fraction]:
        """New level, or sum of levels, by code; only what changes."""
        return self.proposal.levels


def current(position: Position) -> Held:
    """Return the plan of an assessment: the session's, or that of the address; what had to be mended is noted.

    To be called before anything of the plan is drawn; the address then holds the whole plan.
    """
    kept: dict[Any, Held] = st.session_state.setdefault(STATE, {})
    context = get_script_run_ctx()
    shown = (_about(position), context.page_script_hash if context is not None else "")
    if st.session_state.get(SHOWN) != shown:  # fields of another page or region have the same keys
        st.session_state[SHOWN] = shown
        _forget_fields()
    about, starts = _about(position), tuple((lever.node, lever.now) for lever in position.levers)
    held, asked = kept.get(about), _asked()
    returned = context is not None and context.is_history_navigation
    if (held is None and not kept) or (returned and asked and (held is None or asked != held.address)):
        _begin(position, starts, asked)
    elif held is None:
        _begin(position, starts, _carried(list(kept.values())[-1]))
    elif held.starts != starts:  # other levels were stored in the meantime: what still fits them is kept
        _begin(position, starts, write(held.proposal), "Data daerah ini berubah.")
    elif asked != held.address:
        _show(held.address)
    found: Held = st.session_state[STATE][about]
    return found


def _carried(last: Held) -> dict[str, list[str]]:
    """Return what goes along to another region or year: what is wanted, not what rises there."""
    wish = last.proposal.wish
    said = write(Proposal(replace(wish, option=0)))
    if (wish.aim, wish.predicate) == (last.first.aim, last.first.predicate):
        said = {name: texts for name, texts in said.items() if name not in (GOAL, INDEX)}
    return said


def _begin(position: Position, starts: Starts, said: Mapping[str, Sequence[str]], why: str = "") -> None:
    proposal, wrong = read(position, said)
    if wrong:
        told.later(" ".join([*filter(None, (why, *wrong)), "Periksa syarat rencananya."]))
    _hold(position, Held(starts, first_wish(position)), proposal, anew=True)


def _hold(position: Position, before: Held, proposal: Proposal, *, anew: bool) -> None:
    """Keep a plan in the session and show it in the address; begun anew, the fields show it too."""
    address = write(proposal)
    held = replace(before, proposal=proposal, address=address)
    kept: dict[Any, Held] = st.session_state[STATE]
    if anew:
        versions = (other.version for other in kept.values())
        held = replace(held, base=dict(proposal.levels), version=1 + max(versions, default=0))
        _forget_fields()
    kept.pop(_about(position), None)
    kept[_about(position)] = held
    for oldest in list(kept)[:-MOST]:
        del kept[oldest]
    _show(address)


def _forget_fields() -> None:
    for name in [name for name in st.session_state if str(name).startswith(FIELD)]:
        del st.session_state[name]


def change(position: Position, proposal: Proposal) -> None:
    """Take over what a field of the plan holds now; the fields themselves stay as they are."""
    before = current(position)
    if proposal != before.proposal:
        _hold(position, before, proposal, anew=False)


def begin(position: Position, proposal: Proposal) -> None:
    """Take over another plan; its fields begin anew."""
    _hold(position, current(position), proposal, anew=True)


@answering
def adopt(position: Position, proposal: Proposal) -> None:
    """Take over another plan at the press of a button."""
    begin(position, proposal)


def plans_of(view: View, start: Position, wish: Wish, count: int = len(LETTERS)) -> tuple[Plan, ...]:
    """Return the plans for a wish, made once for all sessions that wish for the same; of endless wishes few are kept.

    Raises:
        AnalysisError: The conditions contradict each other.
    """
    asked = urlencode(write(Proposal(replace(wish, option=0))), doseq=True)
    key = (STATE, start.key, asked, count)
    return view.keep(key, lambda: plans(start, wish, count))


def plan_of(view: View, start: Position, wish: Wish) -> Plan:
    """Return the plan that a wish picks; see :func:`plans_of`."""
    return picked(plans_of(view, start, wish, wish.option + 1), wish)


def _about(position: Position) -> tuple[object, ...]:
    return tuple(position.key)


def _asked() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in PARAMETERS if name in st.query_params}


def _show(address: Mapping[str, Sequence[str]]) -> None:
    """Make the address hold this plan, whole."""
    asked = _asked()
    for name in asked.keys() - address.keys():
        del st.query_params[name]
    fresh = {name: list(texts) for name, texts in address.items() if asked.get(name) != texts}
    if fresh:
        st.query_params.update(fresh)
