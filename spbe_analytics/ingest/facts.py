"""One claim to one fact: a government, a year, a stage, an instrument; what cannot be read is a finding."""

from spbe_analytics.ingest.cells import number
from spbe_analytics.ingest.claims import Claim, title_of, written_text
from spbe_analytics.ingest.context import Context
from spbe_analytics.ingest.places import kind_of_label, match_region, region_finding
from spbe_analytics.ingest.vocabulary import plain, vocabulary
from spbe_analytics.ingest.workbook import Sheet
from spbe_analytics.instruments import Instrument
from spbe_analytics.regions import Region
from spbe_analytics.schema import Stage


def known_ids(context: Context) -> str:
    """List the ids of the instruments."""
    return ", ".join(context.catalogue)


def known_years(context: Context) -> str:
    """List the result years of the instruments."""
    spans = [f"{item.first_year}–{item.last_year or 'seterusnya'}" for item in context.catalogue.values()]
    return ", ".join(spans)


def read_region(context: Context, sheet: Sheet, claim: Claim) -> Region | None:
    """Read the government a claim names; its code, if it gives one, must be that of the name."""
    written = written_text(claim)
    found = match_region(written, kind_of_label(claim.label))
    if found.region is None:
        context.findings.append(region_finding(written, found, sheet.name, claim.cell))
    return found.region


def read_year(context: Context, sheet: Sheet, claim: Claim) -> int | None:
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
    context.say("year-unreadable", sheet.name, claim.cell, written=written, example=example)
    return None


def read_stage(context: Context, sheet: Sheet, claim: Claim) -> Stage | None:
    """Read a stage by any of its names."""
    written = written_text(claim)
    stage = vocabulary().stages.get(plain(written))
    if stage is None:
        labels = ", ".join(item.label for item in Stage)
        context.say("unknown-stage", sheet.name, claim.cell, written=written, stages=labels)
    return stage


def read_instrument(context: Context, sheet: Sheet, claim: Claim) -> Instrument | None:
    """Read an instrument by id, name or regulation."""
    written = written_text(claim)
    head = written.split(maxsplit=1)[0] if written.strip() else ""
    if head in context.catalogue:
        return context.catalogue[head]
    wanted = plain(written)
    for item in context.catalogue.values():
        if wanted in {plain(item.name), plain(item.regulation), plain(item.short), plain(item.id)}:
            return item
    context.say("unknown-instrument", sheet.name, claim.cell, written=written, instruments=known_ids(context))
    return None
