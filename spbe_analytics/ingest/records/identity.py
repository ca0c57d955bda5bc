"""Claims to one identity: the nearest source counts, hints fill the gaps, every contradiction is a finding."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from spbe_analytics.errors import RegionError
from spbe_analytics.ingest.context import Context
from spbe_analytics.ingest.records.facts import (
    Fact,
    contradicts,
    known_ids,
    known_years,
    read_instrument,
    read_region,
    read_stage,
    read_year,
    shown,
    stated_fact,
)
from spbe_analytics.ingest.tables.lines import (
    EVALUATION,
    FIGURE,
    OFFICE,
    PROVINCE_LABEL,
    WHAT_LABELS,
    Claim,
    Source,
    name_claims,
    title_of,
    written_text,
)
from spbe_analytics.ingest.tables.meaning import Meaning
from spbe_analytics.ingest.tables.places import match_region, region_finding
from spbe_analytics.instruments import Instrument
from spbe_analytics.regions import Region, gazetteer
from spbe_analytics.schema import INSTRUMENT, REGION, STAGE, YEAR, Kind, Stage

T = TypeVar("T")

_THINGS: Final = {Source.SHEET_NAME: "lembar", Source.FILE_NAME: "berkas"}

Lines = tuple[Claim, ...]
"""What one group of lines says: those above a table, or those between its rows."""


@dataclass(frozen=True, slots=True)
class Said:
    """The identity of one part of a table; ``None`` where nobody says it or it cannot be read."""

    region: Region | None
    year: int | None
    stage: Stage | None
    instrument: Instrument | None
    year_cell: str | None = None


def identify(
    context: Context, sheet: str, groups: Sequence[Lines], given: frozenset[str] = frozenset(), results: bool = False
) -> Said:
    """Find out who, when, which stage and which instrument a table is about.

    Args:
        context: File name and hints; findings are added to it.
        sheet: Name of the sheet.
        groups: What the lines around the table say, the nearest first.
        given: Facts that each column or row of the table gives for itself: not looked for here.
        results: Whether the table itself says that its figures are results, whatever its title begins with.

    Returns:
        What could be established; all problems are findings.
    """
    names = name_claims(sheet, context.file_name)
    hints = context.hints
    region: Region | None = None
    year = stage = None
    if REGION not in given:
        hint = _hinted_region(context)
        region = _region(context, sheet, groups, names, hint)
    if YEAR not in given:
        year = _settle(context, sheet, YEAR, _nearest(groups, YEAR), names, read_year, hints.year, str)
    if STAGE not in given:
        stage = _settle(
            context, sheet, STAGE, _nearest(groups, STAGE), names, read_stage, hints.stage, lambda s: s.label
        )
    hinted = context.catalogue.get(hints.instrument or "")
    if hints.instrument and hinted is None:
        context.say("unknown-instrument", written=hints.instrument, instruments=known_ids(context))
    claims = _nearest(groups, INSTRUMENT)
    blank = [claim for claim in claims if claim.written is None]
    said = [claim for claim in claims if claim.written is not None]
    instrument = _settle(context, sheet, INSTRUMENT, said, [], read_instrument, hinted, lambda i: i.id, required=False)
    places = [claim.cell for claim in (*_nearest(groups, YEAR), *blank) if claim.cell]
    found = Said(region, year, stage, instrument, next(iter(places), None))
    if not _whole_and_results(context, sheet, groups, names, results):
        found = Said(found.region, found.year, None, found.instrument, found.year_cell)
    return with_instrument(context, sheet, found, only_hinted=instrument is not None and not said)


def _whole_and_results(
    context: Context, sheet: str, groups: Sequence[Lines], names: Sequence[Claim], results: bool
) -> bool:
    """Tell whether the figures are results, and of a whole government; say so where they are not."""
    figure = next((claim for group in groups[:1] for claim in group if claim.what == FIGURE), None)
    if figure is None:
        stated = any(not claim.loose and claim.written is not None for claim in _nearest(groups, STAGE))
        strong = [claim for claim in names if claim.source is Source.SHEET_NAME or not stated]
        figure = next((claim for claim in strong if claim.what == FIGURE), None)
    if figure is not None and not results and figure.source is Source.SHEET_NAME:
        context.say("sheet-of-no-results", sheet, written=written_text(figure))
        return False
    if figure is not None and not results:
        context.say("figures-no-results", sheet, figure.cell, written=written_text(figure))
    office = next((claim for group in (*groups, names) for claim in group if claim.what == OFFICE), None)
    if office is not None:
        context.say("office-no-government", sheet, office.cell, written=written_text(office))
    spoken = _nearest(groups, EVALUATION) or _of(names, EVALUATION)
    other = spoken[0] if spoken and all(claim.written for claim in spoken) else None
    if other is not None:
        context.say("other-evaluation", sheet, other.cell, written=written_text(other))
    return (figure is None or results) and office is None and other is None


def hold_against(
    context: Context, sheet: str, groups: Sequence[Lines], found: Sequence[Said], heads: Sequence[Meaning]
) -> None:
    """Say where the lines around a table, its sheet's or the file's name state what no row or column of it has.

    The nearer counts; that the farther differs is worth a look. A province around its kabupaten and kota, and what a
    column says that is still empty, do not differ.
    """
    names = name_claims(sheet, context.file_name)
    regions = [said.region for said in found if said.region is not None]
    inside = {code for region in regions for code in (region.code, region.province)}
    used: tuple[tuple[str, set[object], Fact | None], ...] = (
        (REGION, {*inside, *(head.region for head in heads)}, next(iter(regions), None)),
        (YEAR, {*(s.year for s in found), *(h.year for h in heads)}, next((said.year for said in found), None)),
        (STAGE, {*(s.stage for s in found), *(h.stage for h in heads)}, next((said.stage for said in found), None)),
    )
    for what, values, near in used:
        claims = [claim for claim in (*_nearest(groups, what), *_of(names, what)) if not claim.loose]
        stated = [(claim, fact) for claim in claims if (fact := stated_fact(claim)) is not None]
        other = next(((claim, fact) for claim, fact in stated if _key(fact) not in values), None)
        if other is None or near is None or any(_key(fact) in values for _, fact in stated):
            continue
        claim, fact = other
        context.say(
            "farther-differs",
            sheet,
            claim.cell,
            place="Judul" if claim.cell else _place(claim).capitalize(),
            what=WHAT_LABELS[what].lower(),
            far=shown(fact),
            near=shown(near),
        )


def _key(fact: Fact) -> object:
    return fact.code if isinstance(fact, Region) else fact


def complete(
    context: Context, sheet: str, said: Said, region: Region | None, year: int | None, stage: Stage | None, cell: str
) -> Said:
    """Give a part of a table its own region, year and stage, and the instrument of that year."""
    own_year, own_stage = year if year is not None else said.year, stage if stage is not None else said.stage
    found = Said(
        region or said.region, own_year, own_stage, said.instrument, cell if year is not None else said.year_cell
    )
    return with_instrument(context, sheet, found, only_hinted=False)


def with_instrument(context: Context, sheet: str, said: Said, only_hinted: bool) -> Said:
    """Complete the instrument by the year, or say why the two do not fit."""
    year, instrument, cell = said.year, said.instrument, said.year_cell
    if year is None or (instrument is not None and instrument.covers(year)):
        return said
    by_year = context.for_year(year)
    if by_year is None:
        context.say("year-without-instrument", sheet, cell, year=year, years=known_years(context))
    elif instrument is None:
        return Said(said.region, year, said.stage, by_year, cell)
    elif only_hinted and context.hints.year is None:
        contradicts(context, sheet, cell, INSTRUMENT, instrument.id, f"tahun {year}")
    else:
        fields = {"instrument": instrument.id, "evidence": "", "right": by_year.id}
        context.say("instrument-mismatch", sheet, cell, year=year, **fields)
    return Said(said.region, None, said.stage, instrument, cell)


def states_stage(context: Context, sheet: str, groups: Sequence[Lines]) -> bool:
    """Tell whether lines, names or the person state a stage, which counts before one that a heading only suggests."""
    claims = [*_nearest(groups, STAGE), *_of(name_claims(sheet, context.file_name), STAGE)]
    return context.hints.stage is not None or any(not claim.loose and claim.written is not None for claim in claims)


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


def _of(claims: Sequence[Claim], what: str) -> list[Claim]:
    return [claim for claim in claims if claim.what == what]


def _nearest(groups: Sequence[Lines], what: str) -> list[Claim]:
    """Return the claims of the nearest group that states a fact, and what nearer ones only propose."""
    loose: list[Claim] = []
    for group in groups:
        found = _of(group, what)
        if any(not claim.loose for claim in found):
            return sorted([*loose, *found], key=lambda claim: claim.source)
        loose += found
    return loose


def still_counting(groups: Sequence[Lines]) -> list[Lines]:
    """Return the groups that say anything which no nearer one states; of many tables below each other few remain."""
    stated: set[str] = set()
    found = []
    for group in groups:
        if any(claim.what not in stated for claim in group):
            found.append(group)
            stated |= {claim.what for claim in group if not claim.loose}
    return found


def _region(
    context: Context, sheet: str, groups: Sequence[Lines], names: Sequence[Claim], hint: Region | None
) -> Region | None:
    """Settle the government: a kabupaten or kota before its province, and no province where one inside is proposed."""
    near = [*_nearest(groups, REGION), *_nearest(groups, PROVINCE_LABEL)]
    claims = _around(near)
    weak = _of(names, REGION)
    region = _settle(context, sheet, REGION, claims, weak, read_region, hint, lambda r: r.name)
    if region is None or region.kind is not Kind.PROVINCE or hint is region:
        _named_otherwise(context, sheet, region, weak)
        return region
    inside = next((claim for claim in (*near, *weak) if _inside(claim, region)), None)
    if inside is None:
        return region
    fields = {"what": WHAT_LABELS[REGION], "other_place": _place(inside)}
    other = gazetteer()[written_text(inside)].name
    at = next((claim.cell for claim in claims if not claim.loose), None)
    context.say("identity-conflict", sheet, at, **fields, this=region.name, other=other)
    return None


def _named_otherwise(context: Context, sheet: str, region: Region | None, names: Sequence[Claim]) -> None:
    """Warn where the name of sheet or file has another government's name, without its kind."""
    if region is None or any(not claim.loose for claim in names):
        return
    others = {written_text(claim) for claim in names} - {region.code}
    claim = next((claim for claim in names if written_text(claim) in others), None)
    if claim is not None and region.code not in {written_text(claim) for claim in names}:
        fields = {"thing": _THINGS[claim.source], "what": WHAT_LABELS[REGION].lower()}
        other = gazetteer()[written_text(claim)].name
        context.say("file-name-differs", sheet, **fields, other=other, this=region.name)


def _place(claim: Claim) -> str:
    return f"sel {claim.cell}" if claim.cell else f"nama {_THINGS[claim.source]}"


def _inside(claim: Claim, province: Region) -> bool:
    code = written_text(claim)
    return code in gazetteer() and code != province.code and gazetteer()[code].province == province.code


def _around(claims: list[Claim]) -> list[Claim]:
    """Return the claims about the region, without the province around a kabupaten or kota."""
    named, provinces = _of(claims, REGION), _of(claims, PROVINCE_LABEL)
    firm = [claim for claim in named if not claim.loose]
    if not any(claim.written is not None for claim in firm):
        return [*provinces, *named]
    known = {code for claim in firm for code in title_of(written_text(claim)).regions}
    known |= {written_text(claim) for claim in firm}
    found = [match_region(text).region for text in known]
    around = {region.province for region in found if region and region.kind is not Kind.PROVINCE}
    return [claim for claim in named if written_text(claim) not in around]


def _settle(
    context: Context,
    sheet: str,
    what: str,
    claims: list[Claim],
    names: Sequence[Claim],
    read: Callable[[Context, str, Claim], T | None],
    hint: T | None,
    show: Callable[[T], str],
    required: bool = True,
) -> T | None:
    """Choose one value of one fact; contradictions, gaps and unreadable claims become findings."""
    label = WHAT_LABELS[what]
    chosen: tuple[T, Claim] | None = None
    unreadable = False
    for claim in (*claims, *(name for name in names if name.what == what)):
        weak = claim.source >= Source.SHEET_NAME
        if claim.loose or claim.written is None or (claim.label == "title" and (chosen or hint is not None)):
            continue
        value = read(context, sheet, claim)
        reference = chosen[0] if chosen else hint if weak else None
        if value is None:
            unreadable = True
        elif reference is None or (value != reference and not chosen and claim.source is Source.SHEET_NAME):
            chosen = (value, claim)
        elif value != reference and weak:
            fields = {"thing": _THINGS[claim.source], "what": label.lower()}
            context.say("file-name-differs", sheet, **fields, other=show(value), this=show(reference))
        elif value != reference and chosen:
            fields = {"what": label, "other_place": f"sel {chosen[1].cell}"}
            context.say("identity-conflict", sheet, claim.cell, **fields, this=show(value), other=show(reference))
    if chosen:
        _remark(context, sheet, what, show(chosen[0]), chosen[1], None if hint is None else show(hint))
        return chosen[0]
    doubt = next((claim for claim in claims if claim.loose), None) if what == STAGE else None
    if hint is not None and doubt is not None:
        context.say("stage-doubted", sheet, doubt.cell, written=written_text(doubt), used=show(hint))
    if hint is None and required and not unreadable:
        _missing(context, sheet, what, claims)
    return hint


def _missing(context: Context, sheet: str, what: str, claims: Sequence[Claim]) -> None:
    """Say that a fact is missing, or only proposed."""
    loose = next((claim for claim in claims if claim.loose), None)
    if loose is None:
        blank = next((claim.cell for claim in claims if claim.written is None), None)
        context.say("missing-identity", sheet, blank, what=WHAT_LABELS[what])
        return
    code = written_text(loose)
    written = gazetteer()[code].name if what == REGION and code in gazetteer() else code
    context.say("identity-unclear", sheet, loose.cell, what=WHAT_LABELS[what], written=written)


def _remark(context: Context, sheet: str, what: str, said: str, by: Claim, hint: str | None) -> None:
    """Say that a hint contradicts what was chosen, or that it comes from no more than a name."""
    if hint is not None and hint != said:
        contradicts(context, sheet, by.cell, what, hint, said)
    elif by.source >= Source.SHEET_NAME:
        context.say("identity-from-name", sheet, what=WHAT_LABELS[what], value=said, thing=_THINGS[by.source])
