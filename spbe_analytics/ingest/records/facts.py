"""One claim to one fact: a government, a year, a stage, an instrument; what cannot be read is a finding."""

from spbe_analytics.ingest.context import Context
from spbe_analytics.ingest.files.workbook import Cell
from spbe_analytics.ingest.tables.cells import number, raw_text
from spbe_analytics.ingest.tables.lines import WHAT_LABELS, Claim, title_of, written_text
from spbe_analytics.ingest.tables.places import kind_of_label, match_region, region_finding
from spbe_analytics.ingest.tables.vocabulary import Figure, plain, vocabulary
from spbe_analytics.instruments import Instrument
from spbe_analytics.regions import Region
from spbe_analytics.schema import REGION, STAGE, Stage

Fact = Region | Stage | int | str
"""A government, a stage, a year, or the words for one of them."""


def known_ids(context: Context) -> str:
    """List the ids of the instruments."""
    return ", ".join(context.catalogue)


def known_years(context: Context) -> str:
    """List the result years of the instruments."""
    spans = [f"{item.first_year}–{item.last_year or 'seterusnya'}" for item in context.catalogue.values()]
    return ", ".join(spans)


def read_region(context: Context, sheet: str, claim: Claim) -> Region | None:
    """Read the government a claim names; its code, if it gives one, must be that of the name."""
    written = written_text(claim)
    found = match_region(written, kind_of_label(claim.label))
    if found.region is None:
        context.findings.append(region_finding(written, found, sheet, claim.cell))
    return found.region


def read_year(context: Context, sheet: str, claim: Claim) -> int | None:
    """Read a year of four digits: 2024, ``"2024"`` or ``Tahun 2024``."""
    written = written_text(claim)
    if claim.written is not None:
        exact = number(claim.written).value
        if exact is not None and exact.denominator == 1 and len(str(exact)) == 4:
            return int(exact)
        years = title_of(written).years
        if len(years) == 1 and isinstance(claim.written, str):
            return years[0]
    example = max(item.first_year for item in context.catalogue.values())
    context.say("year-unreadable", sheet, claim.cell, written=written, example=example)
    return None


def read_stage(context: Context, sheet: str, claim: Claim) -> Stage | None:
    """Read a stage by any of its names."""
    written = written_text(claim)
    stage = vocabulary().stages.get(plain(written))
    if stage is None:
        unclear_stage(context, sheet, claim.cell, written)
    return stage


def unclear_stage(context: Context, sheet: str, cell: str | None, written: str) -> None:
    """Say that words name no stage that is known."""
    labels = ", ".join(item.label for item in Stage)
    context.say("unknown-stage", sheet, cell, written=written, stages=labels)


def stated_fact(claim: Claim) -> Fact | None:
    """Return the government, year or stage that a claim states; ``None``, without a finding, where it states none."""
    written = written_text(claim)
    if claim.what == REGION:
        return match_region(written, kind_of_label(claim.label)).region
    if claim.what == STAGE:
        return vocabulary().stages.get(plain(written))
    exact = number(claim.written).value if claim.written is not None else None
    years = (int(exact),) if exact is not None and exact.denominator == 1 else title_of(written).years
    return years[0] if len(years) == 1 else None


def contradicts(context: Context, sheet: str, cell: str | None, what: str, hint: Fact, said: Fact) -> None:
    """Say that what a person said of a fact is not what the file says."""
    fields = {"what": WHAT_LABELS[what], "hint": shown(hint), "said": shown(said)}
    context.say("hint-contradicts-file", sheet, cell, **fields)


def shown(value: Fact) -> str:
    """Write a fact as messages show it."""
    if isinstance(value, Region):
        return value.name
    return value.label if isinstance(value, Stage) else str(value)


def is_result(context: Context, sheet: str, cell: Cell, address: str) -> bool:
    """Tell whether a row's own word for its kind of figure is that of a result; an unknown one stops."""
    text = plain(raw_text(cell))
    figure = vocabulary().figures.get(text)
    if figure is None and text not in vocabulary().columns:
        context.say("figure-unknown", sheet, address, written=raw_text(cell))
        return False
    return figure in (None, Figure.RESULT)


def read_instrument(context: Context, sheet: str, claim: Claim) -> Instrument | None:
    """Read an instrument by id, name or regulation."""
    written = written_text(claim)
    head = written.split(maxsplit=1)[0] if written.strip() else ""
    if head in context.catalogue:
        return context.catalogue[head]
    wanted = plain(written)
    for item in context.catalogue.values():
        if wanted in {plain(item.name), plain(item.regulation), plain(item.short), plain(item.id)}:
            return item
    context.say("unknown-instrument", sheet, claim.cell, written=written, instruments=known_ids(context))
    return None
