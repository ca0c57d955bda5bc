"""The document of one government: eight parts, each made of what its page tells."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Final

import pandas as pd

from spbe_analytics.analysis.change.change import cautions
from spbe_analytics.analysis.change.decompose import decompose
from spbe_analytics.analysis.followup_effect import expected
from spbe_analytics.analysis.planning.levers import Position
from spbe_analytics.analysis.planning.proposal import Proposal, Wish, come_to, first_wish, lines, picked, plans
from spbe_analytics.analysis.standing import presence, rank_facts
from spbe_analytics.analysis.weakness.peers import GroupBy
from spbe_analytics.analysis.weakness.weakest import Measure, weakest
from spbe_analytics.errors import AnalysisError
from spbe_analytics.parts import against, overview, ranking
from spbe_analytics.parts import notes as note_words
from spbe_analytics.parts.part import Column, Figure, Part, Table
from spbe_analytics.parts.region import decomposition, follow_up, holding_back, levels, profile, timeline
from spbe_analytics.parts.view import View
from spbe_analytics.parts.words import beside, headlines, plan_words, standing
from spbe_analytics.parts.words.story import story_of
from spbe_analytics.parts.words.way_up import way_up
from spbe_analytics.reports.document import Document, Kept, method_of, program_of, sources_of, stem_of
from spbe_analytics.reports.manifest import Kind
from spbe_analytics.schema import EXACT, INDEX_NODE, INSTRUMENT, REGION, VALUE, YEAR, ActionState, NodeKind, Stage
from spbe_analytics.scoring.display import format_date, format_least, format_level, format_score

STRENGTHS: Final = {"node": Column("No."), "short": Column("Indikator", width=40), "shown": Column("Tingkat", width=20)}
MOVES: Final = {
    "year": Column("Tahun ke-", 0),
    "what": Column("Butir", width=40),
    "levels": Column("Tingkat", width=26),
    "gain": Column("Tambahan", 4, signed=True),
    INDEX_NODE: Column("Indeks", 2),
    "unit": Column("Perangkat daerah", width=28),
}
ACTIONS: Final = {
    "node": Column("Butir", width=9),
    "action": Column("Tindakan", width=56),
    "unit": Column("Perangkat daerah", width=28),
    "levels": Column("Tingkat", width=10),
    "due": Column("Tenggat", width=18),
    "state": Column("Keadaan", width=12),
    "gain": Column("Tambahan", 4, signed=True),
}


def region_document(view: View, kept: Kept) -> Document:
    """Make the document of the home region of a view.

    A part without data is there all the same and says what is missing.

    Args:
        view: The region, year and stage; compared with its own kind, in its own province.
        kept: What people keep of it.
    """
    home = view.home
    assert home is not None
    parts = _explained(view, kept, _once(view, tuple(make(view, kept) for make in PARTS)))
    return Document(
        kind=Kind.REGION,
        title=f"Rapor {program_of(view)} {home.name} {view.year}",
        subject=home.name,
        moment=f"{view.stage.label} {view.year}",
        stem=stem_of("rapor", home.name, str(view.year), "" if view.stage is Stage.FINAL else view.stage.value),
        view=view,
        regions=(home.code,),
        parts=parts,
        sources=sources_of(view, (home.code,)),
        method=method_of(view),
        today=kept.today,
        revision=view.snapshot.revision,
        kept=kept,
    )


def _answer(view: View, kept: Kept) -> Part:
    """Where the region stands: index, predicate, ranks, and the “but”."""
    heading = "Hasil"
    if view.own is None:
        return Part("hasil", heading, *_incomplete(view))
    sentence, muted, figures = overview.answer_own(view)
    pictures = (overview.distribution(view, _own_target(view, kept)),) if view.quorum else ()
    lines = muted.splitlines()
    notes = tuple(filter(None, (standing.distance_basis(view), *lines[1:])))
    return Part("hasil", heading, sentence, tuple(lines[:1]), tuple(figures), pictures, notes=notes)


def _own_target(view: View, kept: Kept) -> float | None:
    """Return the target that the region set itself for the year, under the year's instrument."""
    rows = kept.targets
    mine = rows[(rows[YEAR] == view.year) & (rows[INSTRUMENT] == view.instrument.id)] if len(rows) else rows
    return float(mine[VALUE].iloc[0]) if len(mine) else None


def _incomplete(view: View) -> tuple[str, tuple[str, ...]]:
    """Say what is known of a region without an index, and where it has one."""
    said, elsewhere = standing.absent(view)
    if view.own_scores is None or view.own_scores.isna().all():
        return said, (elsewhere,)
    return profile.partly(view), ("Tingkat yang belum ada tidak dihitung nol.", elsewhere)


def _domains(view: View, _: Kept) -> Part:
    """The pillars against the medians of kind and province."""
    word = view.instrument.pillars[0].kind.label
    drawn = profile.domains(view)
    if drawn is None:
        return _missing("domain", word, f"Nilai {word.lower()} {view.year} belum diketahui", "Unggah hasilnya.")
    table = Table(drawn.title, drawn.table, drawn.columns)
    return Part("domain", word, drawn.title, (drawn.text,), (), (drawn,), (table,), _beware(view))


def _levels(view: View, _: Kept) -> Part:
    """Aspects against their medians, or the pillars' changes; strengths and weaknesses by the official rule."""
    heading = "Aspek dan indikator"
    drawn = levels.aspects(view)
    halves = levels.strengths(view)
    tables = tuple(Table(title, rows, STRENGTHS) for title, rows in halves if len(rows))
    if drawn is not None:
        return Part("aspek", heading, drawn.title, (drawn.text,), (), (drawn,), tables, _beware(view))
    measured, word = standing.weakness_of(view), view.instrument.pillars[0].kind.label
    gaps = holding_back.gaps(view, measured)
    shown = gaps or holding_back.lost(view, measured)
    said = f"Untuk {view.year} hanya nilai di atas aspek yang terbit; tingkat indikatornya belum ada"
    cure = "Unggah tingkat indikator untuk melihat aspek, kekuatan, dan kelemahan."
    if shown is None:
        return _missing("aspek", heading, f"Nilai di bawah indeks {view.year} belum diketahui", "Unggah hasilnya.")
    heading = f"{word} terhadap median" if gaps else f"{word} yang menahan indeks"
    return Part("aspek", heading, shown.title, (shown.text,), (), (shown,), tables, (f"{said}. {cure}", *_beware(view)))


def _trend(view: View, kept: Kept) -> Part:
    """The index over the years, a line an instrument, with its targets."""
    story = story_of(view)
    goals = timeline.goals(kept.targets, view.snapshot.catalogue).beside(story.own)
    drawn = timeline.lines(story, goals)
    if drawn is None:
        return _missing("tren", "Perkembangan", f"{story.subject} belum mempunyai nilai", "Unggah hasilnya.")
    used = timeline.instruments(story)
    _, *notes = timeline.compared(story).splitlines()
    if len(used) > 1:
        notes.insert(0, timeline.apart(used))
    figures = tuple(timeline.figures(story)) if len(story.present) else ()
    table = Table(drawn.title, drawn.table, drawn.columns)
    return Part("tren", "Perkembangan", timeline.said(story), (drawn.text,), figures, (drawn,), (table,), tuple(notes))


def _ranking(view: View, _: Kept) -> Part:
    """Everybody's place in the province, or in the nation for a province."""
    drawn = ranking.whole(view)
    if drawn is None or not view.present.known:
        return _missing("peringkat", "Peringkat", *presence.nobody(view.present))
    group = ranking.ranking_rows(view)
    home = view.home.code if view.home else ""
    own = tuple(at for at, code in enumerate(group["region"]) if code == home)
    more = ranking.file_columns(ranking.all_columns(view, group))
    table = Table(drawn.title, group, drawn.columns, own, more)
    row = ranking.own_row(view, group)
    figures = ranking.own_figures(view, group, row) if row is not None and view.province_quorum else ()
    said = ranking.coverage(view, group, row).splitlines()[:1]
    notes = (*ranking.moves_counted(view, group), *_beware(view))
    return Part("peringkat", "Peringkat", drawn.title, (*said, drawn.text), tuple(figures), (drawn,), (table,), notes)


def _change(view: View, _: Kept) -> Part:
    """What the index changed by since the assessment before, and why."""
    heading = "Perubahan"
    moments = {f"{year}, {stage.label}": (year, stage) for year, stage in decomposition.known_moments(view)}
    if not moments:
        return _missing("perubahan", heading, "Belum ada penilaian", "Perubahan tampak setelah ada dua.")
    if len(moments) < 2:
        return _missing("perubahan", heading, "Baru ada satu penilaian", "Perubahan tampak setelah ada yang kedua.")
    start, end = decomposition.default_sides(view, moments)
    if (view.year, view.stage) not in (moments[start], moments[end]):
        said = f"Belum ada {view.stage.label} {view.year} yang dapat dibandingkan"
        return _missing("perubahan", heading, said, f"Yang terakhir diketahui: {end}.")
    try:
        change = decompose(view.snapshot, decomposition.region_of(view), moments[start], moments[end], INDEX_NODE)
    except AnalysisError as error:
        return Part("perubahan", heading, f"Perubahan dari {start} ke {end} tidak dapat diurai", (str(error),))
    depth = change.depths[0] if change.depths else NodeKind.INDICATOR
    drawn = decomposition.picture(view, change, depth)
    table = Table(drawn.title, drawn.table, drawn.columns)
    told = f"Dari {start} ke {end}. {drawn.text}"
    return Part("perubahan", heading, drawn.title, (told,), (), (drawn,), (table,), tuple(cautions(change)))


def _way_up(view: View, kept: Kept) -> Part:
    """What holds the region back, and the plan: the one chosen, or the lightest to the next predicate."""
    heading = "Jalan naik"
    if view.own_scores is None or view.own_scores.isna().all():
        return _missing("rencana", heading, "Rencana belum dapat disusun", "Belum ada nilai; unggah hasilnya.")
    sentence, figures = holding_back.answer(view)
    measured = standing.weakness_of(view)
    drawn = holding_back.lost(view, measured)
    said = []
    if weakest(measured, measured.pillars, Measure.VALUE) is not None:
        heading_of, text = holding_back.weakest_told(view, against.chosen_group(view, GroupBy.KIND))
        said = [f"{heading_of}.", text]
    table, notes = _plan(view, kept.plan)
    pictures = (drawn,) if drawn is not None else ()
    notes = (*notes, *_beware(view))
    return Part("rencana", heading, sentence, tuple(said), tuple(figures), pictures, table, notes, table_first=True)


def _plan(view: View, chosen: Proposal) -> tuple[tuple[Table, ...], tuple[str, ...]]:
    """Return the plan as a table, and what it takes for granted."""
    way = way_up(view)
    start = way.start
    if start is None:
        return (), (way.why,)
    proposal = replace(chosen, wish=first_wish(start)) if chosen.wish == Wish() else chosen
    wish = proposal.wish
    if not start.goal.above and wish == first_wish(start) and not proposal.items:
        return (), ("Sudah pada predikat tertinggi: tidak ada sasaran yang lebih tinggi.",)
    try:
        plan = picked(plans(start, wish, wish.option + 1), wish)
    except AnalysisError as error:
        return (), (str(error),)
    asked = tuple(f"{label}: {text}." for label, text in plan_words.facts(start, wish))
    if proposal.items and proposal.items != proposal.taking(plan).items:
        return (_composed(start, proposal),), (*asked, plan_words.CAVEAT)
    if not plan.moves:
        return (), (plan_words.nothing(plan),)
    rows = plan_words.moves(plan)
    units = [proposal.units.get(node, "") for node in rows["node"]]
    rows = rows.assign(what=(rows["node"] + " " + rows["name"]).str.strip(), unit=units)
    notes = (*asked, *plan_words.assumptions(plan, wish.rules.preset))
    return (Table(plan_words.title(plan, wish), rows, _columns(rows, wish)),), notes


def _composed(start: Position, proposal: Proposal) -> Table:
    """Return a plan that a person composed level by level."""
    made = lines(start, proposal)
    rows = pd.DataFrame(
        [
            (
                float(line.year),
                f"{line.node} {line.name}".strip(),
                plan_words.rise(start, line.node, line.start, line.to),
                float(line.gain),
                float(line.index),
                line.unit,
            )
            for line in made
        ],
        columns=["year", "what", "levels", "gain", INDEX_NODE, "unit"],
    )
    found = come_to(start, proposal)
    then = format_least(found.index, found.upper, [item.lower for item in start.instrument.predicates])
    steps = format_level(abs(found.steps))
    title = f"Rencana yang disusun: {format_score(start.index)} menjadi {then} dengan {steps} kenaikan tingkat"
    return Table(title, rows, _columns(rows, proposal.wish))


def _columns(rows: pd.DataFrame, wish: Wish) -> dict[str, Column]:
    """Leave out the year of a plan of one year, and the units where none is named."""
    left = {key for key, needless in (("year", wish.rules.years == 1), ("unit", not rows["unit"].any())) if needless}
    return {key: column for key, column in MOVES.items() if key not in left}


def _follow_up(view: View, kept: Kept) -> Part:
    """Who does what until when; then the sources and the method of all figures."""
    home = view.home
    assert home is not None
    board = follow_up.Board(view, home, kept.actions, kept.today, kept.remarks)
    now, actions = board.standing, board.actions
    figures = (
        (
            Figure("Tindakan", str(now.total), f"{now.running} berjalan, {now.open} belum"),
            Figure("Selesai", str(now.done)),
            Figure("Lewat tenggat", str(now.overdue)),
            Figure("Catatan tanpa tindakan", str(len(board.remarks))),
        )
        if now.total
        else ()
    )
    drawn = (follow_up.progress(board),) if len(actions) else ()
    tables = (Table("Tindakan", _actions(view, actions), ACTIONS),) if len(actions) else ()
    none = "Tindakan dicatat di halaman Tindak lanjut, dari rencana ini atau dari catatan asesor."
    late = f"Lewat tenggat dihitung per {format_date(kept.today)}."
    return Part(
        "tindak-lanjut", "Tindak lanjut", follow_up.opening(home.bare, now), (late if now.total else none,), figures,
        drawn, tables, tuple(profile.remarks(view)),
    )  # fmt: skip


def _actions(view: View, actions: pd.DataFrame) -> pd.DataFrame:
    rows = [
        {
            "node": row["node"],
            "action": row["action"],
            "unit": row["unit"],
            "levels": " → ".join(filter(None, (row["level_from"], row["level_to"]))),
            "due": format_date(row["due"]) if pd.notna(row["due"]) else "",
            "state": ActionState(row["state"]).label,
            "gain": _number(expected(row, view.instrument)),
        }
        for row in actions.to_dict("records")
    ]
    return pd.DataFrame(rows, columns=list(ACTIONS)).astype({"gain": float})


def _number(gain: object) -> float:
    return float("nan") if gain is None else float(gain)  # type: ignore[arg-type]


def _beware(view: View) -> tuple[str, ...]:
    """Say what to beware of in the figures of the region: a misprint, an official figure that gave way."""
    return tuple(beside.below(view, "").splitlines()[1:])


def _once(view: View, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Say once, in the first part where a difference is not that of the values beside it, how differences are taken."""
    for at, part in enumerate(parts):
        told = headlines.full_values(_differences(view, part.key))
        if told:
            return (*parts[:at], replace(part, notes=(told, *part.notes)), *parts[at + 1 :])
    return parts


def _explained(view: View, kept: Kept, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Say in the part that tells a figure why people say it is so."""
    mine = note_words.of_assessment(kept.notes, view.instrument, view.year, view.stage)
    pillars = {pillar.code for pillar in view.instrument.pillars}
    said: dict[str, list[str]] = {}
    for node, line in note_words.lines(mine, view.instrument):
        where = "hasil" if node == INDEX_NODE else "domain" if node in pillars else "aspek"
        said.setdefault(where, []).append(f"Penjelasan {line}.")
    return tuple(replace(part, notes=(*part.notes, *said.get(part.key, ()))) for part in parts)


def _differences(view: View, key: str) -> Iterator[tuple[Fraction | None, Fraction | None]]:
    """Return the two values of each difference that a part tells beside them."""
    if view.own is None:
        return
    if key == "domain":
        lag = weakest(standing.weakness_of(view), standing.weakness_of(view).pillars, Measure.MEDIAN)
        yield from ((node.median, node.value) for node in (lag.nodes if lag else ()))
    elif key == "tren":
        values = story_of(view).values
        before = sorted(year for year in values if year < view.year)
        yield from ((values.get(view.year), values[year]) for year in dict.fromkeys((*before[:1], *before[-1:])))
    elif key == "peringkat":
        own = view.own[EXACT]
        for found in rank_facts.around(ranking.ranking_rows(view), view.own[REGION]):
            if found is not None and found.place.least == found.place.most:
                yield max(found.place.least, own), min(found.place.least, own)
    elif key == "rencana":
        way = way_up(view)
        if way.start is not None and way.goal is not None and way.start.goal.least == way.start.goal.most:
            yield way.goal.lower, way.start.goal.index


def _missing(key: str, heading: str, said: str, cure: str = "") -> Part:
    return Part(key, heading, said.rstrip("."), (cure,) if cure else ())


PARTS: Final[tuple[Callable[[View, Kept], Part], ...]] = (
    _answer, _domains, _levels, _trend, _ranking, _change, _way_up, _follow_up,
)  # fmt: skip
"""The parts of the document of a region, in their order; one more here is one more in slides, workbook and report."""
