"""A plan as tables and sentences, for every page that tells one."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Final

import pandas as pd

from spbe_analytics.analysis.followup import rises_first
from spbe_analytics.analysis.planning.levers import Lever, Position
from spbe_analytics.analysis.planning.plan import Plan
from spbe_analytics.analysis.planning.proposal import Aim, Wish
from spbe_analytics.analysis.planning.rules import Rules, presets
from spbe_analytics.analysis.planning.written import LETTERS, code_order
from spbe_analytics.instruments import instruments
from spbe_analytics.parts.words.headlines import counted, joined
from spbe_analytics.schema import INDEX_NODE, Basis
from spbe_analytics.scoring.display import format_least, format_level, format_number, format_score, least_shown

PAIR: Final = 2
"""How many possible sums are named as alternatives rather than as a span."""

_NONE: Final = Rules()

CAVEAT = "Dihitung dari tingkat, tanpa pembulatan. Bukan ramalan hasil evaluasi."


def effort(plan: Plan) -> str:
    """Write what a plan costs, ``64 satuan upaya``; decimals only where there are any."""
    return f"{format_number(plan.effort, 0 if plan.effort.denominator == 1 else 1)} satuan upaya"


def end(plan: Plan) -> str:
    """Write the index that a plan comes to; see :func:`format_least`."""
    return format_least(plan.end, plan.upper, plan.edges)


def rise(start: Position, node: str, before: Fraction, after: Fraction) -> str:
    """Write how a lever rises: ``1 → 3 Terdefinisi``, ``jumlah 26 → 31``, or ``+8`` where several sums are possible."""
    lever = start.by_node[node]
    if after - lever.now > lever.room:
        return f"sampai semua tingkat {format_level(start.instrument.scale.highest)}"
    if lever.is_open:
        return ", ".join(filter(None, (one(lever, before, after), rises_first(lever))))
    levels = one(lever, before, after)
    if lever.is_sum:
        return ", ".join(filter(None, (f"jumlah {levels}", rises_first(lever))))
    return f"{levels} {start.instrument.level_name(node, after) or ''}".strip()


def one(lever: Lever, before: Fraction | float, after: Fraction | float) -> str:
    """Write how a level, or a sum of levels, rises, in figures alone: ``26 → 31``; ``+8`` where several can be."""
    if lever.is_open:
        return f"+{format_level(after - before)}"
    return f"{format_level(before)} → {format_level(after)}"


def moves(plan: Plan) -> pd.DataFrame:
    """List the moves of a plan with the least index after each, and their sum.

    Returns:
        Columns ``year, node, name, levels, gain, index``; the last row is the sum, without a year.
    """
    start, index, rows, done = plan.position, plan.start, [], dict[str, Fraction]()
    for move in plan.moves:
        index += move.gain
        done[move.node] = move.to
        shown = least_shown(index, max(index, start.bounds(done)[1]))
        levels = rise(start, move.node, move.start, move.to)
        rows.append((float(move.year), move.node, move.name, levels, float(move.gain), float(shown)))
    rows.append(
        (
            float("nan"),
            "Jumlah",
            "",
            f"{plan.steps} kenaikan",
            float(plan.end - plan.start),
            float(least_shown(plan.end, plan.upper)),
        )
    )
    return pd.DataFrame(rows, columns=["year", "node", "name", "levels", "gain", INDEX_NODE])


def by_pillar(plan: Plan) -> pd.DataFrame:
    """Sum up a plan by what stands right below the index, the greatest gain first.

    Returns:
        Columns ``name, steps, gain``.
    """
    found: dict[str, tuple[int, Fraction]] = {}
    for move in plan.moves:
        name = plan.position.pillar_of[move.node].short
        steps, gain = found.get(name, (0, Fraction(0)))
        found[name] = (steps + move.steps, gain + move.gain)
    ordered = sorted(found.items(), key=lambda item: -item[1][1])
    return pd.DataFrame(
        [(name, steps, float(gain)) for name, (steps, gain) in ordered], columns=["name", "steps", "gain"]
    )


def sums(start: Position) -> str:
    """Say which sums of levels stand behind printed values, and how many combinations of them agree."""
    told = [
        _total(lever) + (f" ({', '.join(_total(part) for part in lever.parts)})" if lever.parts else "")
        for lever in start.levers
        if lever.is_sum
    ]
    said = f"Jumlah tingkat ditelusuri balik dari nilai tercetak: {', '.join(told)}."
    return f"{said} {start.possible} susunan cocok; hitungan berlaku untuk semuanya." if start.possible > 1 else said


def _total(lever: Lever) -> str:
    span = f" sampai {format_level(lever.most)}" if lever.is_open else ""
    return f"{lever.name} {format_level(lever.now)}{span}"


def way(plan: Plan) -> str:
    """Say what a plan takes: ``menaikkan 14 indikator``, ``sembilan kenaikan tingkat di Layanan``."""
    if plan.position.basis is Basis.OBSERVED:
        return f"menaikkan {counted(plan.raised)} indikator"
    return f"{counted(plan.steps)} kenaikan tingkat di {where(plan)}"


def where(plan: Plan) -> str:
    """Name the pillars in which a plan raises something, and where in one it is to begin."""
    start, firsts = plan.position, dict[str, str]()
    for move in plan.moves:
        least = rises_first(start.by_node[move.node])
        name = start.pillar_of[move.node].short
        firsts[name] = firsts.get(name, "") or (f" ({least})" if least else "")
    return joined([f"{name}{first}" for name, first in firsts.items()])


def pillars(plan: Plan) -> str:
    """Name the pillars in which a plan raises something."""
    return joined(list(dict.fromkeys(plan.position.pillar_of[move.node].short for move in plan.moves)))


def headline(name: str, distance: str, goal: str, plan: Plan | None) -> str:
    """Sum up how far the next predicate is, and what is enough to reach it."""
    plain = distance[0].isdigit()
    opening = f"{name} kurang {distance} poin untuk {goal}" if plain else f"{name} {distance} poin lagi untuk {goal}"
    if plan is None or not plan.moves:
        return opening
    enough = "sudah cukup" if plan.reached else "belum pasti cukup"
    return f"{opening}; {way(plan)} {enough}"


def top_headline(name: str, predicate: str, lost: str, most: str, highest: str) -> str:
    """Sum up a region of the highest predicate: what is left to the top of the scale, and where most of it lies."""
    said = f"{name} sudah {predicate}; masih {lost} poin sampai indeks {highest}"
    return f"{said}, terbanyak di {most}" if most else said


def goal(start: Position, wish: Wish) -> str:
    """Name what a plan is to reach: ``Sangat Baik (mulai 3,50)``, ``indeks 3,20``, ``anggaran 12 satuan upaya``."""
    target = wish.target(start)
    if target is None:
        return f"Anggaran {format_number(wish.budget, 0 if wish.budget.denominator == 1 else 1)} satuan upaya"
    if wish.aim is Aim.INDEX:
        return f"Indeks {format_score(target)}"
    named = start.instrument.predicate_named(wish.predicate) or start.goal.predicate
    return f"{named.name}, mulai {format_score(target)}" if named else f"Indeks {format_score(target)}"


def conditions(wish: Wish, *, locked: bool = False) -> str:
    """Name the conditions of a plan beside goal and assumption on effort; empty without any.

    Args:
        wish: What is asked.
        locked: Whether to name the locks too.
    """
    rules, said = wish.rules, list[str]()
    if rules.years != _NONE.years:
        said.append(f"{rules.years} tahun")
    if rules.max_step is not None:
        said.append(f"paling banyak {rules.max_step} tingkat setahun")
    if rules.step != _NONE.step:
        said.append(f"langkah {format_number(rules.step)} tingkat")
    if wish.binding.margin:
        said.append(f"cadangan {format_number(rules.margin)}")
    if locked and rules.locked:
        said.append(f"dikunci {_codes(rules.locked)}")
    if rules.required:
        said.append(f"wajib naik {_codes(rules.required)}")
    if rules.factors:
        own = (f"{node} {format_number(factor, 1)}" for node, factor in rules.factors.items())
        said.append(f"upaya sendiri {', '.join(own)}")
    if wish.option:
        said.append(f"rencana {LETTERS[wish.option]}")
    return "; ".join(said)


def facts(start: Position, wish: Wish) -> list[tuple[str, str]]:
    """Return what was asked of a plan as pairs of label and text, for a document."""
    said = [("Sasaran", goal(start, wish)), ("Anggapan upaya", presets()[wish.rules.preset].label)]
    told = conditions(wish, locked=True)
    return [*said, ("Syarat", told)] if told else said


def _codes(codes: Iterable[str]) -> str:
    return ", ".join(sorted(codes, key=code_order))


def goal_name(plan: Plan, wish: Wish) -> str:
    """Name what is to be reached in a few words: the predicate, or the index."""
    if wish.aim is Aim.PREDICATE:
        named = plan.position.instrument.predicate_named(wish.predicate) or plan.position.goal.predicate
        if named:
            return named.name
    return format_score(plan.target)


def nothing(plan: Plan) -> str:
    """Say why a plan raises nothing, and what to do."""
    if plan.reached and plan.target is not None:
        return "Sasaran ini sudah tercapai. Pilih sasaran yang lebih tinggi."
    return "Tidak ada kenaikan yang mungkin dengan syarat ini. Longgarkan kunci, batas kenaikan, atau anggarannya."


def title(plan: Plan, wish: Wish) -> str:
    """Say what a plan reaches, and with how many rises."""
    steps = f"{plan.steps} kenaikan tingkat"
    if not plan.reached:
        return f"{goal_name(plan, wish)} belum pasti tercapai: {end(plan)} dengan {steps}"
    kind = "Rencana teringan" if plan.target is not None and not wish.option else "Rencana pilihan"
    within = " dengan syarat ini" if conditions(wish, locked=True) else ""
    return f"{kind}{within}: {format_score(plan.start)} menjadi {end(plan)} dengan {steps}"


def break_ahead(start: Position) -> list[str]:
    """Say that the years of a plan are assessed with another instrument, where they are."""
    following = instruments().for_year(start.year + 1)
    if following is None or following is start.instrument:
        return []
    return [
        f"Mulai {start.year + 1} penilaian memakai {following.short}; rencana ini menurut {start.instrument.short}, "
        "dan hasilnya tidak sebanding."
    ]


def assumptions(plan: Plan, preset: str) -> list[str]:
    """Say what a plan takes for granted, and how to read it."""
    start = plan.position
    after = "nilai terendah yang mungkin" if plan.upper > plan.end else "nilai"
    said = [
        f"{presets()[preset].text} Seluruh rencana: {effort(plan)}. Butir lain tetap. Baris diurutkan "
        f"dari tambahan terbesar per satuan upaya; kolom Indeks adalah {after} setelah baris itu."
    ]
    if start.upper > start.index:
        said.append(
            f"Indeks eksak {format_number(start.index, 4)} {'atau' if start.possible == PAIR else 'sampai'} "
            f"{format_number(start.upper, 4)}; dihitung dari yang terendah, jadi cukup untuk semuanya."
        )
    if start.basis is Basis.PUBLISHED and len({start.pillar_of[move.node].code for move in plan.moves}) == 1:
        said.append("Bila beberapa rencana sama ringan, dipilih yang cukup di satu domain.")
    if not start.instrument.scale.whole:
        said.append("Satu kenaikan sama dengan satu tingkat penuh; langkah yang lebih kecil ada di Simulasi & rencana.")
    return [*said, *break_ahead(start), CAVEAT]
