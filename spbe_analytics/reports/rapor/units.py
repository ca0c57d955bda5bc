"""What the template of the sheets for units in charge takes of their actions."""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from spbe_analytics.charts import palette
from spbe_analytics.entries.action import Action
from spbe_analytics.instruments import Instrument
from spbe_analytics.reports.document import PRODUCT
from spbe_analytics.reports.rapor.content import colours
from spbe_analytics.reports.rapor.letters import written
from spbe_analytics.reports.rapor.typesetting import typeset
from spbe_analytics.reports.unit_sheets import NO_FORECAST, by_unit, task_rows, total_gain
from spbe_analytics.schema import ActionState
from spbe_analytics.scoring.display import MISSING, format_change, format_date, format_level

GAIN_DECIMALS = 4


def typeset_units(actions: Iterable[Action], instrument: Instrument, region: str, about: str, today: date) -> bytes:
    """Set the sheets; see :func:`spbe_analytics.reports.rapor.unit_report`."""
    data = {
        "title": written(f"Lembar tugas per perangkat daerah, {region}"),
        "about": [written(region), written(about)],
        "made": format_date(today),
        "product": PRODUCT,
        "date": [today.year, today.month, today.day],
        "colours": colours(palette(dark=False)),
        "note": NO_FORECAST,
        "units": [_unit(unit, own, instrument) for unit, own in by_unit(actions).items()],
    }
    return typeset("units.typ", data)


def _unit(unit: str, actions: Sequence[Action], instrument: Instrument) -> dict[str, Any]:
    done = sum(action.state == ActionState.DONE.value for action in actions)
    dates = [action.due for action in actions if action.due and action.state != ActionState.DONE.value]
    figures = [
        ("Tindakan", str(len(actions)), f"{done} selesai"),
        ("Tenggat terdekat", format_date(min(dates)) if dates else MISSING, ""),
        ("Tambahan indeks", _gain(total_gain(actions, instrument)), ""),
    ]
    return {
        "unit": written(unit),
        "figures": [
            {"label": label, "value": value, "delta": delta, "arrow": "off", "tone": "off"}
            for label, value, delta in figures
        ],
        "tasks": [_task(row) for row in task_rows(actions, instrument)],
    }


def _task(row: dict[str, Any]) -> dict[str, str]:
    texts = {key: written(str(row[key])) for key in ("number", "node", "action", "criterion", "wanted", "state")}
    levels = [format_level(row[key]) for key in ("level_from", "level_to") if row[key] is not None]
    due = format_date(row["due"]) if row["due"] else MISSING
    return {**texts, "levels": " → ".join(levels) or MISSING, "due": due, "gain": _gain(row["gain"])}


def _gain(gain: Fraction | None) -> str:
    return format_change(gain, GAIN_DECIMALS)
