"""Claims to one identity: the strongest source counts, hints fill the gaps, every contradiction is a finding."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

from spbe_analytics.errors import RegionError
from spbe_analytics.ingest.claims import (
    PROVINCE_LABEL,
    WHAT_LABELS,
    Claim,
    Source,
    claims_of,
    title_of,
    written_text,
)
from spbe_analytics.ingest.context import Context
from spbe_analytics.ingest.facts import (
    known_ids,
    known_years,
    read_instrument,
    read_region,
    read_stage,
    read_year,
)
from spbe_analytics.ingest.places import match_region, region_finding
from spbe_analytics.ingest.workbook import HeadingRow, Sheet
from spbe_analytics.instruments import Instrument
from spbe_analytics.regions import Region, gazetteer
from spbe_analytics.schema import INSTRUMENT, REGION, STAGE, YEAR, Kind, Stage

T = TypeVar("T")

_THINGS: Final = {Source.SHEET_NAME: "lembar", Source.FILE_NAME: "berkas"}


@dataclass(frozen=True, slots=True)
class Said:
    """The identity of one table; ``None`` where nobody says it or it cannot be read."""

    region: Region | None
    year: int | None
    stage: Stage | None
    instrument: Instrument | None
    year_cell: str | None = None


def identify(
    context: Context, sheet: Sheet, header: HeadingRow, with_region: bool, given: frozenset[str] = frozenset()
) -> Said:
    """Find out who, when, which stage and which instrument a table is about.

    Args:
        context: File name and hints; findings are added to it.
        sheet: The sheet.
        header: The row with the table's headings.
        with_region: Whether the whole table is about one government.
        given: Facts that each column or row of the table gives for itself (year, stage): not looked for here.

    Returns:
        What could be established; all problems are findings.
    """
    claims = claims_of(sheet, header, context.file_name)
    hints = context.hints
    region: Region | None = None
    if with_region:
        hint = _hinted_region(context)
        region = _settle(context, sheet, REGION, _regions(claims), read_region, hint, lambda r: r.name)
    year = stage = None
    if YEAR not in given:
        year = _settle(context, sheet, YEAR, _of(claims, YEAR), read_year, hints.year, str)
    if STAGE not in given:
        stage = _settle(context, sheet, STAGE, _of(claims, STAGE), read_stage, hints.stage, lambda s: s.label)
    hinted = context.catalogue.get(hints.instrument or "")
    if hints.instrument and hinted is None:
        context.say("unknown-instrument", written=hints.instrument, instruments=known_ids(context))
    said = _of(claims, INSTRUMENT)
    blank = [claim for claim in said if claim.written is None]
    said = [claim for claim in said if claim.written is not None]
    instrument = _settle(context, sheet, INSTRUMENT, said, read_instrument, hinted, lambda i: i.id, required=False)
    places = [claim.cell for claim in (*_of(claims, YEAR), *blank) if claim.cell]
    found = Said(region, year, stage, instrument, next(iter(places), None))
    return _with_instrument(context, sheet, found, only_hinted=instrument is not None and not said)


def complete(context: Context, sheet: Sheet, said: Said, year: int | None, stage: Stage | None, cell: str) -> Said:
    """Give a part of a table its own year and stage, and the instrument of that year; hints must not contradict."""
    hints = context.hints
    for what, hint, own, show in (
        (YEAR, hints.year, year, str),
        (STAGE, hints.stage, stage, lambda item: Stage(item).label),
    ):
        if hint is not None and own is not None and hint != own:
            fields = {"what": WHAT_LABELS[what], "hint": show(hint), "said": show(own)}
            context.say("hint-contradicts-file", sheet.name, cell, **fields)
    own_year, own_stage = year if year is not None else said.year, stage if stage is not None else said.stage
    found = Said(said.region, own_year, own_stage, said.instrument, cell if year is not None else said.year_cell)
    return _with_instrument(context, sheet, found, only_hinted=False)


def _with_instrument(context: Context, sheet: Sheet, said: Said, only_hinted: bool) -> Said:
    """Complete the instrument by the year, or say why the two do not fit."""
    year, instrument, cell = said.year, said.instrument, said.year_cell
    if year is None or (instrument is not None and instrument.covers(year)):
        return said
    by_year = context.for_year(year)
    if by_year is None:
        context.say("year-without-instrument", sheet.name, cell, year=year, years=known_years(context))
    elif instrument is None:
        return Said(said.region, year, said.stage, by_year, cell)
    elif only_hinted and context.hints.year is None:
        fields = {"what": WHAT_LABELS[INSTRUMENT], "hint": instrument.id, "said": f"tahun {year}"}
        context.say("hint-contradicts-file", sheet.name, cell, **fields)
    else:
        fields = {"instrument": instrument.id, "evidence": "", "right": by_year.id}
        context.say("instrument-mismatch", sheet.name, cell, year=year, **fields)
    return Said(said.region, None, said.stage, instrument, cell)


def _hinted_region(context: Context) -> Region | None:
    code = context.hints.region
    if not code:
        return None
    try:
        return gazetteer()[code]
    except RegionError:
        found = match_region(code)
        if found.region is None:
            context.findings.append(region_finding(code, found, None, None))
        return found.region


def _of(claims: list[Claim], what: str) -> list[Claim]:
    return [claim for claim in claims if claim.what == what]


def _regions(claims: list[Claim]) -> list[Claim]:
    """Return the claims about the region, without the province around a kabupaten or kota."""
    named = _of(claims, REGION)
    provinces = _of(claims, PROVINCE_LABEL)
    if not any(claim.written is not None and claim.source < Source.SHEET_NAME for claim in named):
        return [*provinces, *named]
    known = {code for claim in named for code in title_of(written_text(claim)).regions}
    known |= {written_text(claim) for claim in named}
    found = [match_region(text).region for text in known]
    around = {region.province for region in found if region and region.kind is not Kind.PROVINCE}
    return [claim for claim in named if written_text(claim) not in around]


def _settle(
    context: Context,
    sheet: Sheet,
    what: str,
    claims: list[Claim],
    read: Callable[[Context, Sheet, Claim], T | None],
    hint: T | None,
    show: Callable[[T], str],
    required: bool = True,
) -> T | None:
    """Choose one value of one fact; contradictions, gaps and unreadable claims become findings."""
    label = WHAT_LABELS[what]
    chosen: tuple[T, Claim] | None = None
    unreadable = False
    for claim in claims:
        weak = claim.source >= Source.SHEET_NAME
        if claim.written is None or (claim.label == "title" and (chosen or hint is not None)):
            continue
        value = read(context, sheet, claim)
        reference = chosen[0] if chosen else hint if weak else None
        if value is None:
            unreadable = True
        elif reference is None:
            chosen = (value, claim)
        elif value != reference and weak:
            fields = {"thing": _THINGS[claim.source], "what": label.lower()}
            context.say("file-name-differs", sheet.name, **fields, other=show(value), this=show(reference))
        elif value != reference and chosen:
            fields = {"what": label, "other_place": f"sel {chosen[1].cell}"}
            context.say("identity-conflict", sheet.name, claim.cell, **fields, this=show(value), other=show(reference))
    if chosen:
        _remark(context, sheet, label, show(chosen[0]), chosen[1], None if hint is None else show(hint))
        return chosen[0]
    if hint is None and required and not unreadable:
        blank = next((claim.cell for claim in claims if claim.written is None), None)
        context.say("missing-identity", sheet.name, blank, what=label)
    return hint


def _remark(context: Context, sheet: Sheet, label: str, said: str, by: Claim, hint: str | None) -> None:
    """Say that a hint contradicts what was chosen, or that it comes from no more than a name."""
    if hint is not None and hint != said:
        fields = {"what": label, "hint": hint, "said": said}
        context.say("hint-contradicts-file", sheet.name, by.cell, **fields)
    elif by.source >= Source.SHEET_NAME:
        context.say("identity-from-name", sheet.name, what=label, value=said, thing=_THINGS[by.source])
