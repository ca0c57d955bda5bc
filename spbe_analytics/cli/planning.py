"""The commands of a planner: what to raise to reach a target."""

from fractions import Fraction
from typing import Annotated, Any

import typer

from spbe_analytics.analysis.planning.levers import Position, position
from spbe_analytics.analysis.planning.plan import Move, Plan
from spbe_analytics.analysis.planning.rules import Rules, presets
from spbe_analytics.analysis.planning.search import least_effort, next_target, written_target
from spbe_analytics.cli.base import AtStage, Government, Json, ResultYear, instrument_of, open_workspace, print_json
from spbe_analytics.errors import SettingError
from spbe_analytics.schema import Basis, Stage
from spbe_analytics.scoring.display import format_change, format_least, format_level, format_number, format_score


def path(
    region: Government,
    year: ResultYear,
    target: Annotated[
        str | None, typer.Option(metavar="SASARAN", help="Predikat atau indeks; bila kosong, predikat berikutnya.")
    ] = None,
    max_step: Annotated[
        int | None, typer.Option(metavar="N", help="Paling banyak berapa tingkat satu indikator naik setahun.")
    ] = None,
    years: Annotated[int, typer.Option(metavar="N", help="Lama rencana dalam tahun, 1 sampai 3.")] = 1,
    lock: Annotated[
        str, typer.Option(metavar="KODE", help="Indikator, aspek, atau domain yang tetap, misalnya I5,I6.")
    ] = "",
    require: Annotated[str, typer.Option(metavar="KODE", help="Indikator yang naik paling sedikit satu tingkat.")] = "",
    effort: Annotated[str, typer.Option(metavar="UPAYA", help=f"Upaya satu tingkat: {', '.join(presets())}.")] = "sama",
    step: Annotated[
        str, typer.Option(metavar="N", help="Besar satu langkah, untuk instrumen dengan tingkat pecahan.")
    ] = "1",
    stage: AtStage = Stage.FINAL,
    json_: Json = False,
) -> None:
    """Find the least effort to a predicate or an index."""
    instrument = instrument_of(None, year)
    start = position(open_workspace().snapshot(), instrument, region, year, stage.value)
    goal = written_target(instrument, target) if target is not None else next_target(start)
    rules = Rules(
        max_step=max_step,
        years=years,
        locked=_codes(lock),
        required=_codes(require),
        preset=_preset(effort),
        step=_size(step),
    )
    (plan,) = least_effort(start, goal, rules)
    if json_:
        print_json(_as_json(plan, years))
    else:
        _print(start, plan)
    if not plan.reached:
        typer.echo(
            f"{format_score(goal)} tidak pasti tercapai dengan syarat ini; yang tampil ialah semua kenaikan yang pasti "
            "mungkin.",
            err=True,
        )
        raise typer.Exit(1)


def _codes(text: str) -> frozenset[str]:
    """Read codes, or what an address of *Simulasi* names after them: ``I45 Publik Sektor 1``."""
    return frozenset(part.split()[0] for part in text.split(",") if part.strip())


def _preset(text: str) -> str:
    """Read an assumption by its id or by its label in an address."""
    return next((name for name, found in presets().items() if found.label == text), text)


def _size(text: str) -> Fraction:
    try:
        return Fraction(text.replace(",", "."))
    except (ValueError, ZeroDivisionError):
        raise SettingError("Opsi --step: isi dengan bilangan, misalnya 1 atau 0,5.") from None


def _number(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else float(value)


def _as_json(plan: Plan, years: int) -> dict[str, Any]:
    return {
        "reached": plan.reached,
        "from": float(plan.start),
        "to": float(plan.end),
        "steps": plan.steps,
        "effort": _number(plan.effort),
        "plan": [
            {"node": move.node, **_ends(plan.position, move), "steps": move.steps, "gain": float(move.gain)}
            | ({"year": move.year} if years > 1 else {})
            for move in plan.moves
        ],
        "basis": plan.position.basis.value,
    }


def _ends(start: Position, move: Move) -> dict[str, int | float | None]:
    """Return the level, or sum of levels, before and after; neither where several sums are possible."""
    known = not start.by_node[move.node].is_open
    return {"from": _number(move.start) if known else None, "to": _number(move.to) if known else None}


def _levels(start: Position, move: Move) -> str:
    if start.by_node[move.node].is_open:
        return f"–\t+{format_level(move.to - move.start)}"
    return f"{format_level(move.start)}\t{format_level(move.to)}"


def _print(start: Position, plan: Plan) -> None:
    known = "tingkat indikator" if start.basis is Basis.OBSERVED else "jumlah tingkat di balik nilai domain tercetak"
    end = format_least(plan.end, plan.upper, plan.edges)
    typer.echo(
        f"{start.named}: {format_score(plan.start)} menjadi {end} dengan {plan.steps} kenaikan "
        f"(upaya {format_number(plan.effort, 0 if plan.effort.denominator == 1 else 2)}); dasar: {known}.",
        err=True,
    )
    for move in plan.moves:
        typer.echo(f"{move.year}\t{move.node}\t{move.name}\t{_levels(start, move)}\t{format_change(move.gain, 4)}")
