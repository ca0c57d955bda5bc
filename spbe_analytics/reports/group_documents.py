"""The documents of several governments: up to five beside each other, and all of a province."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from spbe_analytics.analysis.standing import presence, rank_facts
from spbe_analytics.errors import SpbeError
from spbe_analytics.parts import comparison, overview, ranking
from spbe_analytics.parts.part import Column, Part, Table
from spbe_analytics.parts.view import View
from spbe_analytics.parts.words import comparison_words, ranking_words
from spbe_analytics.regions import gazetteer
from spbe_analytics.reports.document import Document, method_of, program_of, sources_of, stem_of
from spbe_analytics.reports.manifest import Kind
from spbe_analytics.scoring.display import joined

EXTREMES: Final = 5
"""How many of those that rose most, and of those that fell most, a document lists."""

MOVED: Final = {
    "shown_name": Column("Daerah", width=34),
    "rank": Column("Peringkat", 0),
    "rank_change": Column("Naik/turun", 0, signed=True),
    "change": Column("Perubahan indeks", 2, signed=True, width=18),
}


def comparison_document(view: View, codes: Sequence[str], today: date) -> Document:
    """Make the document of two to five governments, the first one measured against the others.

    Args:
        view: The year and stage.
        codes: The governments.
        today: The day of the document.

    Raises:
        SpbeError: There are fewer than two, or more than a comparison holds.
    """
    if not 2 <= len(codes) <= comparison.MOST:
        raise SpbeError(f"Perbandingan memuat 2 sampai {comparison.MOST} daerah, bukan {len(codes)}. Ubah pilihannya.")
    choice = comparison.compare(view, codes)
    names = [gazetteer()[code].name for code in codes]
    parts = tuple(part for part in (make(view, choice) for make in COMPARED) if part is not None)
    return Document(
        kind=Kind.COMPARISON,
        title=f"Perbandingan {program_of(view)} {view.year}",
        subject=joined(names),
        moment=f"{view.stage.label} {view.year}",
        stem=stem_of("perbandingan", str(view.year), *(gazetteer()[code].bare for code in codes)),
        view=view,
        regions=tuple(codes),
        parts=parts,
        sources=sources_of(view, codes, view.year),
        method=method_of(view),
        today=today,
        revision=view.snapshot.revision,
    )


def _side_by_side(view: View, choice: comparison.Choice) -> Part:
    if not choice.names:
        return Part("hasil", "Hasil", f"Belum ada nilai {view.stage.label} {view.year}", (_without(choice),))
    said = comparison_words.finding(choice.beside, comparison.labels_of(view), comparison.word_of(view))
    table, columns = comparison.value_table(view, choice)
    notes = (_without(choice),) if choice.missing else ()
    figures = tuple(comparison.figures(view, choice))
    drawn = comparison.dots(view, choice)
    return Part(
        "hasil", "Hasil", said, (comparison.listed(choice),), figures, (drawn,), (Table(said, table, columns),), notes
    )


def _without(choice: comparison.Choice) -> str:
    return f"Tanpa nilai: {joined([gazetteer()[code].name for code in choice.missing])}." if choice.missing else ""


def _around(view: View, choice: comparison.Choice) -> Part | None:
    pillars = choice.pillars
    drawn = pillars.part(names=[name for name in pillars.names if pillars.of(name)][: comparison.MOST_IN_RADAR])
    if not drawn.names:
        return None
    picture = comparison.radar_of(view, choice, drawn)
    return Part("domain", view.instrument.pillars[0].kind.label, picture.title, (picture.text,), (), (picture,))


def _apart(view: View, choice: comparison.Choice) -> Part | None:
    if len(choice.names) < 2:
        return None
    title, table, columns = comparison.differences(view, choice)
    return Part("selisih", "Selisih", title, (comparison.reading(choice),), (), (), (Table(title, table, columns),))


COMPARED: Final[tuple[Callable[[View, comparison.Choice], Part | None], ...]] = (_side_by_side, _around, _apart)
"""The parts of a comparison."""


def province_document(view: View, today: date) -> Document:
    """Make the document of a province: its governments of the kind in view.

    Args:
        view: The province, the kind, year and stage; without a home region.
        today: The day of the document.
    """
    everybody = ranking.listed(view)
    subject = f"{view.kind_word} di {view.place}"
    return Document(
        kind=Kind.PROVINCE,
        title=f"{program_of(view)} {subject} {view.year}",
        subject=subject[:1].upper() + subject[1:],
        moment=f"{view.stage.label} {view.year}",
        stem=stem_of(program_of(view), subject, str(view.year)),
        view=view,
        regions=tuple(everybody["region"]),
        parts=tuple(part for part in (make(view) for make in OF_PROVINCE) if part is not None),
        sources=sources_of(view, tuple(everybody["region"]), view.year - 1),
        method=method_of(view),
        today=today,
        revision=view.snapshot.revision,
    )


def _ranking(view: View) -> Part:
    group = ranking.ranking_rows(view)
    drawn = ranking.whole(view)
    if drawn is None:
        nobody, elsewhere = presence.nobody(view.present)
        return Part("peringkat", "Peringkat", nobody.rstrip("."), (elsewhere,))
    said = ranking.coverage(view, group, None).splitlines()[:1]
    figures = tuple(ranking.group_figures(view, group)) if view.province_quorum else ()
    notes = ranking.moves_counted(view, group)
    everybody = ranking.listed(view)
    more = ranking.file_columns(ranking.all_columns(view, everybody))
    table = Table(drawn.title, everybody, drawn.columns, more=more)
    return Part("peringkat", "Peringkat", drawn.title, (*said, drawn.text), figures, (drawn,), (table,), notes)


def _spread(view: View) -> Part | None:
    group = ranking.ranking_rows(view)
    if len(group) < 2 or not view.province_quorum:
        return None
    drawn = ranking.distribution(view, group)
    table = Table(drawn.title, drawn.table, drawn.columns)
    return Part("sebaran", "Sebaran", drawn.title, (drawn.text,), (), (drawn,), (table,))


def _pillars(view: View) -> Part | None:
    drawn = overview.domains(view)
    if drawn is None:
        return None
    word = view.instrument.pillars[0].kind.label
    return Part(
        "domain", word, drawn.title, (drawn.text,), (), (drawn,), (Table(drawn.title, drawn.table, drawn.columns),)
    )


def _movers(view: View) -> Part | None:
    group = ranking.ranking_rows(view)
    moved = rank_facts.movers(group, EXTREMES)
    if moved.empty:
        return None
    title = ranking_words.farthest_sentence(rank_facts.farthest(group), ranking_words.names_of(group))
    basis = ranking_words.basis(group, view.kind_word, view.year)
    return Part("pergeseran", "Pergeseran", title, (basis,), (), (), (Table(title, moved, MOVED),))


OF_PROVINCE: Final[tuple[Callable[[View], Part | None], ...]] = (_ranking, _spread, _pillars, _movers)
"""The parts of the document of a province."""
