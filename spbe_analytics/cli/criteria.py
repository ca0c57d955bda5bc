"""The command ``kriteria``: what a level of an indicator asks for."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any

import typer

from spbe_analytics.cli.base import Json, instrument_named, print_json, unanswered
from spbe_analytics.errors import SettingError, quoted
from spbe_analytics.instruments import Instrument, criteria, instruments
from spbe_analytics.instruments.criteria import Criterion


def ask(
    indicator: Annotated[str, typer.Option(metavar="KODE", help="Indikator, misalnya I42.")],
    level: Annotated[int | None, typer.Option(metavar="N", help="Tingkat; bila kosong, semua tingkat.")] = None,
    from_: Annotated[
        int | None,
        typer.Option("--from", metavar="N", help="Tingkat sekarang: yang diminta untuk naik darinya ke --level."),
    ] = None,
    instrument: Annotated[
        str | None, typer.Option(metavar="INSTRUMEN", help="Instrumen; bila kosong, yang terbaru dengan teks.")
    ] = None,
    json_: Json = False,
) -> None:
    """Say what a level of an indicator asks for, which evidence is wanted, and where both are printed."""
    chosen = criteria.newest(instruments()) if instrument is None else instrument_named(instrument)
    code = _indicator(chosen, indicator)
    found = _asked(chosen, code, level, from_)
    if not found:
        unanswered(criteria.absent(chosen, code), json_)
    if json_:
        print_json(_as_json(chosen, code, found))
        return
    node = chosen.node(code)
    typer.echo(f"{node.code} {node.name}, {chosen.regulation}", err=True)
    for one in found:
        for line in _lines(chosen, one):
            typer.echo(line)


def _indicator(instrument: Instrument, written: str) -> str:
    code = written.strip().upper()
    if code not in instrument.indicator_codes:
        codes = instrument.indicator_codes
        raise SettingError(
            f"Indikator {quoted(written)} tidak ada dalam {instrument.short}. Pilihan: {codes[0]} sampai {codes[-1]}."
        )
    return code


def _asked(instrument: Instrument, code: str, level: int | None, start: int | None) -> Sequence[Criterion]:
    scale = instrument.scale
    for option, value in (("--level", level), ("--from", start)):
        if value is not None and not scale.lowest <= value <= scale.highest:
            span = f"{scale.lowest} sampai {scale.highest}"
            raise SettingError(f"Opsi {option}: tingkat {quoted(value)} di luar skala. Pakai {span}.")
    if start is not None and (level is None or start >= level):
        raise SettingError("Opsi --from: tulis tingkat di bawah --level, tingkat yang dituju.")
    if start is not None and level is not None:
        return criteria.rise(instrument, code, start, level).steps
    whole = range(int(scale.lowest), int(scale.highest) + 1)
    return [one for step in (whole if level is None else (level,)) if (one := criteria.of(instrument, code, step))]


def _lines(instrument: Instrument, one: Criterion) -> Iterator[str]:
    level = f"{one.level}\t{instrument.level_name(one.node, one.level) or ''}"
    yield f"{level}\tkriteria\t{one.text}\t{one.source}"
    for item in one.evidence:
        yield f"{level}\tdata dukung\t{item}\t{one.evidence_source}"
    if one.note:
        yield f"{level}\tcatatan\t{one.note}"


def _as_json(instrument: Instrument, code: str, found: Sequence[Criterion]) -> dict[str, Any]:
    known = criteria.texts(instrument)
    return {
        "instrument": instrument.id,
        "node": code,
        "name": instrument.node(code).name,
        "levels": [
            {
                "level": one.level,
                "level_name": instrument.level_name(code, one.level),
                "text": one.text,
                "source": one.source,
                "page": one.page,
                "url": one.url,
                "evidence": list(one.evidence),
                "evidence_source": one.evidence_source or None,
                "evidence_url": one.evidence_url or None,
                "builds_on": one.builds_on,
                "note": one.note or None,
            }
            for one in found
        ],
        "notes": [] if known is None else list(known.notes),
    }
