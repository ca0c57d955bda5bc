"""The follow-up of one region: how far it is, what is late, and what nobody acts on yet.

Frames of actions have the columns of the table ``actions``, one row an action, all of one instrument.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Final

import pandas as pd

from spbe_analytics.analysis.planning.levers import Lever, Position
from spbe_analytics.analysis.planning.proposal import Line
from spbe_analytics.entries.action import FIELDS, IDENTITY, Action
from spbe_analytics.entries.fields import FieldType, written_figure
from spbe_analytics.instruments import Instrument, criteria
from spbe_analytics.schema import INDEX_NODE, INSTRUMENT, NODE, ActionState, NodeKind, Theme
from spbe_analytics.scoring.display import format_date, format_level

PROGRESS: Final = ("group", "code", "label", "total", "done", "running", "open", "overdue")
"""The columns of :func:`progress`."""

PILLAR, THEME = "pillar", "theme"
"""The groups of :func:`progress`."""

_STATES: Final = {"done": ActionState.DONE, "running": ActionState.RUNNING, "open": ActionState.OPEN}


@dataclass(frozen=True)
class Standing:
    """How far the actions are: all of them, by state, and those past their due date."""

    total: int
    done: int
    running: int
    open: int
    overdue: int


def newest(versions: pd.DataFrame, *, removed: bool = False) -> pd.DataFrame:
    """Return the newest version of each action, in the order of their numbers.

    Args:
        versions: All versions, the oldest first.
        removed: Return those that were taken away instead.
    """
    last = versions.drop_duplicates("number", keep="last").sort_values("number")
    return last[last["removed"].astype(bool) == removed]


def overdue(actions: pd.DataFrame, today: date) -> pd.Series:
    """Tell which actions are late: due before today and not done; one without a due date never is.

    Args:
        actions: One row an action.
        today: The day that counts.

    Returns:
        Truth values with the index of ``actions``.
    """
    late = [
        state != ActionState.DONE.value and isinstance(due, date) and due < today
        for due, state in zip(actions["due"], actions["state"], strict=True)
    ]
    return pd.Series(late, index=actions.index, dtype=bool)


def standing(actions: pd.DataFrame, today: date) -> Standing:
    """Count actions by state, and those that are late."""
    return _counted(list(zip(actions["state"], overdue(actions, today), strict=True)))


def _counted(states: Sequence[tuple[str, bool]]) -> Standing:
    """Count pairs of state and lateness."""
    counts = Counter(state for state, _ in states)
    by_state = {name: counts[state.value] for name, state in _STATES.items()}
    return Standing(len(states), **by_state, overdue=sum(late for _, late in states))


def pillar_of(instrument: Instrument, node: str) -> str:
    """Return the code of the pillar above a node; the index itself belongs to none and is returned as it is."""
    path = instrument.path(node)
    return path[min(1, len(path) - 1)].code


def progress(actions: pd.DataFrame, instrument: Instrument, today: date) -> pd.DataFrame:
    """Count actions by pillar and by theme.

    Args:
        actions: Actions of this instrument.
        instrument: Whose pillars count.
        today: The day that counts for what is late.

    Returns:
        Columns :data:`PROGRESS`; every pillar in the regulation's order, then the themes that occur. ``overdue``
        are among ``running`` and ``open``. An action without a theme is in no theme's row.
    """
    pillars = {pillar.code: pillar.short for pillar in instrument.pillars}
    placed = [pillar_of(instrument, node) for node in actions["node"]]
    if INDEX_NODE in placed:
        pillars[INDEX_NODE] = f"Semua {instrument.pillar_word}"
    tagged = actions["theme"].tolist()
    themes = {theme.value: theme.label for theme in Theme if theme.value in tagged}
    states = list(zip(actions["state"], overdue(actions, today), strict=True))
    rows = []
    for group, names, codes in ((PILLAR, pillars, placed), (THEME, themes, tagged)):
        for code, label in names.items():
            found = _counted([state for state, own in zip(states, codes, strict=True) if own == code])
            rows.append((group, code, label, found.total, found.done, found.running, found.open, found.overdue))
    return pd.DataFrame(rows, columns=list(PROGRESS))


def filtered(
    actions: pd.DataFrame,
    instrument: Instrument,
    today: date,
    *,
    state: str | None = None,
    node: str | None = None,
    theme: str | None = None,
    unit: str | None = None,
    late: bool = False,
) -> pd.DataFrame:
    """Keep the actions that meet every condition given.

    Args:
        actions: Actions of this instrument.
        instrument: Whose nodes are meant.
        today: The day that counts for what is late.
        state: A value of ``ActionState``.
        node: Code of a node; actions about it and about what lies below it.
        theme: A value of ``Theme``.
        unit: The unit in charge; capitals and spaces do not matter.
        late: Only what is late.

    Returns:
        The rows that are left, the most urgent first: late ones, then by due date, then without one, done ones last.
    """
    late_rows = overdue(actions, today)
    kept = pd.Series(True, index=actions.index)
    if state:
        kept &= actions["state"] == state
    if node:
        kept &= actions["node"].map(lambda code: node in {part.code for part in instrument.path(code)}).astype(bool)
    if theme:
        kept &= actions["theme"] == theme
    if unit:
        kept &= actions["unit"].map(_level) == _level(unit)
    if late:
        kept &= late_rows
    finished = actions["state"] == ActionState.DONE.value
    days = [due.toordinal() if isinstance(due, date) else date.max.toordinal() for due in actions["due"]]
    order = pd.DataFrame({"finished": finished, "on_time": ~late_rows, "days": days, "number": actions["number"]})
    return actions.loc[order[kept].sort_values(["finished", "on_time", "days", "number"]).index]


def _level(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().casefold()


def units(actions: pd.DataFrame) -> list[str]:
    """Return the units in charge, each once, in the order of the alphabet."""
    named = {_level(unit): unit for unit in reversed(actions["unit"].tolist()) if unit.strip()}
    return [named[key] for key in sorted(named)]


def shown(name: str, value: object, instrument: Instrument | None = None) -> str:
    """Write a field of an action for a person; an empty one is “kosong”."""
    field = FIELDS[name]
    if field.holds is FieldType.DATE:
        return format_date(value) if isinstance(value, date) else "kosong"
    text = str(value)
    if field.holds is FieldType.NODE and instrument is not None and text in instrument:
        return node_label(instrument, text)
    return field.shown(text) or "kosong"


def node_label(instrument: Instrument, node: str) -> str:
    """Write a node for a person: ``I12 Pembangunan aplikasi``, a domain or aspect by its name."""
    found = instrument.node(node)
    return found.name if node == INDEX_NODE else f"{found.code} {found.name}"


def history(versions: pd.DataFrame, instrument: Instrument) -> pd.DataFrame:
    """Tell the changes of one action in sentences, the newest first.

    Args:
        versions: All versions of one action, the oldest first.
        instrument: Its instrument.

    Returns:
        Columns ``at, who, said``; ``said`` is ``Keadaan: belum menjadi berjalan`` and the like.
    """
    rows: list[tuple[Any, str, str]] = []
    before: dict[Any, Any] | None = None
    for row in versions.to_dict("records"):
        rows.append((row["at"], row["who"], _told(before, row, instrument)))
        before = row
    return pd.DataFrame(rows[::-1], columns=["at", "who", "said"])


def _told(before: Mapping[Any, Any] | None, now: Mapping[Any, Any], instrument: Instrument) -> str:
    if before is None:
        return "Tindakan dicatat"
    parts = []
    if now["removed"] != before["removed"]:
        parts.append("Tindakan dihapus" if now["removed"] else "Tindakan dipulihkan")
    for name, field in FIELDS.items():
        old, new = shown(name, before[name], instrument), shown(name, now[name], instrument)
        if old != new:
            parts.append(f"{field.heading}: {old} menjadi {new}")
    return "; ".join(parts) or "Tidak ada yang berubah"


def unanswered(remarks: pd.DataFrame, versions: pd.DataFrame, instrument: Instrument) -> pd.DataFrame:
    """Return what assessors wrote that no action takes up yet.

    A remark is taken up when an action that is there has, or once had, its text about the same node.

    Args:
        remarks: As the store gives them, the newest batch first, of one region.
        versions: All versions of all actions of the region, the oldest first.
        instrument: Only its remarks are returned.

    Returns:
        The columns of ``remarks``; a text that several stages or batches repeat stands once, as the newest has it. In
        the order of the instrument, the newest year first.
    """
    there = set(newest(versions)["number"])
    taken = {
        (row["node"], _level(row["remark"]))
        for row in versions.to_dict("records")
        if row["number"] in there and row["instrument"] == instrument.id
    }
    places = {code: place for place, code in enumerate(instrument.codes)}
    mine = remarks[(remarks[INSTRUMENT] == instrument.id) & remarks[NODE].isin(list(places))]
    keys = [(node, _level(text)) for node, text in zip(mine[NODE], mine["text"], strict=True)]
    seen: set[tuple[str, str]] = set()
    kept = []
    for key in keys:
        kept.append(bool(key[1]) and key not in taken and key not in seen)
        seen.add(key)
    left = mine[pd.Series(kept, index=mine.index, dtype=bool)]
    order = left.assign(_place=left[NODE].map(places)).sort_values(["year", "_place"], ascending=[False, True])
    return order[remarks.columns]


def from_remark(row: Mapping[Any, Any]) -> Action:
    """Make an action of what an assessor wrote: the text is both the remark and what is to be done."""
    said = {name: row[name] for name in (*IDENTITY, NODE)}
    words = {name: row["text"][: FIELDS[name].longest] for name in ("action", "remark")}
    return Action(**said, **words)


def actions_of_plan(start: Position, made: Iterable[Line]) -> list[Action]:
    """Make an action of each rise of a plan, due at the end of its year; what falls or stays makes none.

    Args:
        start: Where the plan starts.
        made: Its lines.

    Returns:
        Actions that nobody has begun, with the level to be reached, what the regulation asks for there and the evidence
        wanted, where these are known; and what they are to bring to the index.
    """
    return [_action(start, line) for line in made if line.to > line.start]


def _action(start: Position, line: Line) -> Action:
    lever, asked = start.by_node[line.node], None
    if not lever.is_sum:
        asked = criteria.rise(start.instrument, line.node, line.start, line.to)
    known = asked.criterion if asked else None
    text = f"{known.text} ({known.source})" if known else ""
    certain = not lever.is_open
    return Action(
        start.region, start.year, start.stage, start.instrument.id, line.node, _words(start, line),
        unit=line.unit,
        due=due_in(start.year, line.year),
        level_from=written_figure(line.start) if certain else "",
        level_to=written_figure(line.to) if certain else "",
        criterion=text[: FIELDS["criterion"].longest],
        wanted="\n".join(asked.evidence if asked else ())[: FIELDS["wanted"].longest],
        gain=written_figure(line.gain),
    )  # fmt: skip


def due_in(result_year: int, year: int) -> date:
    """Return the day at which a year of a plan ends; its first year follows the result."""
    return date(result_year + year, 12, 31)


def criterion_of(action: Mapping[Any, Any], instrument: Instrument) -> str:
    """Return what the level to be reached asks for: what the action says, or else why nothing is known of it."""
    said, node = str(action["criterion"]), instrument.node(action["node"])
    if said:
        return said
    if node.kind is NodeKind.INDICATOR:
        return criteria.absent(instrument, node.code)
    return f"Teks kriteria tidak tersedia untuk {node.kind.label.lower()}; pilih indikatornya dahulu"


def _words(start: Position, line: Line) -> str:
    instrument, lever = start.instrument, start.by_node[line.node]
    if not lever.is_sum:
        levels = [_named_level(instrument, line.node, level) for level in (line.start, line.to)]
        return f"Naikkan {instrument.node(line.node).name} dari tingkat {levels[0]} ke {levels[1]}"
    steps = format_level(line.to - line.start)
    if lever.is_open or not start.whole(line.node):
        again = "" if line.start == lever.now else " lagi"
        return ", ".join(filter(None, (f"Naikkan {steps} tingkat{again} di {line.name}", rises_first(lever))))
    said = (
        f"Naikkan {steps} tingkat di {instrument.node(line.node).name}: jumlah tingkat indikatornya dari "
        f"{format_level(line.start)} menjadi {format_level(line.to)}"
    )
    return ", ".join(filter(None, (said, rises_first(lever))))


def rises_first(lever: Lever) -> str:
    """Say where in a lever of several parts the levels are to rise first; empty for any other."""
    return f"{', lalu '.join(part.name for part in lever.parts[:-1])} dulu" if lever.parts else ""


def _named_level(instrument: Instrument, code: str, level: Fraction) -> str:
    name = instrument.level_name(code, level)
    return f"{format_level(level)} ({name})" if name else format_level(level)


def new_ones(wanted: Iterable[Action], existing: Iterable[Action]) -> list[Action]:
    """Leave out the actions that are there already: same assessment, node and words."""
    known = {_key(action) for action in existing}
    return [action for action in wanted if _key(action) not in known]


def _key(action: Action) -> tuple[object, ...]:
    return (action.region, action.year, action.stage, action.instrument, action.node, action.action)
