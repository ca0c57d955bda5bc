"""The command ``change``: where a change of the index came from."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Annotated, Any, Final

import typer

from spbe_analytics.analysis.change.change import Change, Part, Side, cautions, partly
from spbe_analytics.analysis.change.decompose import decompose
from spbe_analytics.cli.base import Json, Place, open_workspace, print_json
from spbe_analytics.schema import Stage
from spbe_analytics.scoring.display import format_change, format_number, format_score

FINE_DECIMALS: Final = 4


def change(
    region: Place,
    from_: Annotated[int, typer.Option("--from", metavar="TAHUN", help="Tahun hasil tempat perubahan mulai.")],
    to: Annotated[
        int, typer.Option("--to", metavar="TAHUN", help="Tahun hasil tempat ia berakhir; boleh sama untuk dua tahap.")
    ],
    stage: Annotated[Stage, typer.Option(metavar="TAHAP", help="Tahap kedua tahun itu.")] = Stage.FINAL,
    from_stage: Annotated[Stage | None, typer.Option(metavar="TAHAP", help="Tahap mulai, bila lain.")] = None,
    to_stage: Annotated[Stage | None, typer.Option(metavar="TAHAP", help="Tahap akhir, bila lain.")] = None,
    json_: Json = False,
) -> None:
    """Split the change of the index into the contributions of domains, aspects and indicators, which sum to it."""
    snapshot = open_workspace().snapshot()
    found = decompose(snapshot, region, (from_, from_stage or stage), (to, to_stage or stage))
    if json_:
        print_json(_as_json(found))
    else:
        sides = (found.before, found.after)
        start, end = (f"{side.stage.label} {side.year} {format_score(side.value)}" for side in sides)
        typer.echo(f"{start}\t{end}\t{format_change(found.change)}")
        for line in _lines(found.parts):
            typer.echo(line)
    for line in filter(None, [partly(found), *cautions(found)]):
        typer.echo(line, err=True)


def _as_json(found: Change) -> dict[str, Any]:
    return {
        "region": found.region,
        "instrument": found.instrument.id,
        "node": found.root.code,
        "basis": found.basis,
        "compares": "points" if found.partial else "index",
        "from": _side(found.before),
        "to": _side(found.after),
        **_number("change", found.change),
        **_number("remainder", found.remainder),
        "misprint": found.before.misprint or found.after.misprint,
        "unexplained": found.unexplained,
        "contributions": [_part(part) for part in found.parts],
    }


def _side(side: Side) -> dict[str, Any]:
    return {
        "year": side.year,
        "stage": side.stage.value,
        **_number("value", side.value),
        "basis": side.basis.value,
        "misprint": side.misprint,
        "missing": side.missing,
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "kind": part.kind.value,
        "node": part.node,
        "name": part.name,
        **_number("weight", part.weight),
        **_number("before", part.before),
        **_number("after", part.after),
        **_number("contribution", part.contribution),
        "parts": [_part(below) for below in part.parts],
    }


def _number(name: str, value: Fraction | None) -> dict[str, Any]:
    """Write a number as the float nearest to it, and exactly as a fraction in text; null where it is not known."""
    return {name: None if value is None else float(value), f"{name}_exact": None if value is None else str(value)}


def _lines(parts: Sequence[Part], depth: int = 0) -> Iterator[str]:
    for part in parts:
        numbers = (format_change(part.contribution, FINE_DECIMALS), *map(format_number, (part.before, part.after)))
        yield "\t".join((f"{'  ' * depth}{part.node}", *numbers, part.name))
        yield from _lines(part.parts, depth + 1)
