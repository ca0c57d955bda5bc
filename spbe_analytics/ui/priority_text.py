"""The sentences of *Prioritas*: pure text from figures, so that every one can be tested."""

from spbe_analytics.analysis.pathway import Plan
from spbe_analytics.schema import Basis
from spbe_analytics.ui.headlines import counted, joined


def way(plan: Plan) -> str:
    """Say what a plan takes: ``menaikkan 14 indikator``, ``sembilan kenaikan tingkat di Layanan``."""
    if plan.position.basis is Basis.OBSERVED:
        return f"menaikkan {counted(plan.raised)} indikator"
    return f"{counted(plan.steps)} kenaikan tingkat di {where(plan)}"


def where(plan: Plan) -> str:
    """Name the pillars in which a plan raises something."""
    return joined(list(dict.fromkeys(plan.position.pillar_of[move.node].short for move in plan.moves)))


def headline(name: str, distance: str, goal: str, plan: Plan | None) -> str:
    """Sum up how far the next predicate is, and what is enough to reach it."""
    short = distance.startswith("kurang")
    opening = f"{name} {distance} poin lagi untuk {goal}" if short else f"{name} kurang {distance} poin untuk {goal}"
    if plan is None or not plan.moves:
        return opening
    enough = "sudah cukup" if plan.reached else "belum pasti cukup"
    return f"{opening}; {way(plan)} {enough}"


def top_headline(name: str, predicate: str, lost: str, most: str, highest: str) -> str:
    """Sum up a region of the highest predicate: what is left to the top of the scale, and where most of it lies."""
    said = f"{name} sudah {predicate}; masih {lost} poin sampai indeks {highest}"
    return f"{said}, terbanyak di {most}" if most else said
