"""The commands of a planner: what to raise to reach a target."""

import re
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import parse_qs, urlsplit

import typer

from spbe_analytics.analysis.planning.levers import Position, position
from spbe_analytics.analysis.planning.plan import Move, Plan
from spbe_analytics.analysis.planning.proposal import Aim, Line, Proposal, Wish, lines, picked, plans
from spbe_analytics.analysis.planning.rules import Rules, presets
from spbe_analytics.analysis.planning.search import written_target
from spbe_analytics.analysis.planning.written import read
from spbe_analytics.cli.base import AtStage, Government, Json, ResultYear, instrument_of, open_workspace, print_json
from spbe_analytics.entries.plan import BUDGET, FACTORS, MARGIN, OPTION, PARAMETERS
from spbe_analytics.errors import SettingError
from spbe_analytics.schema import Basis, Stage
from spbe_analytics.scoring.display import format_change, format_least, format_level, format_number, format_score

if TYPE_CHECKING:
    from spbe_analytics.workspace import Workspace


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
    margin: Annotated[
        str | None, typer.Option(metavar="N", help="Cadangan di atas ambang predikat, misalnya 0,02.")
    ] = None,
    budget: Annotated[
        str | None, typer.Option(metavar="N", help="Sebanyak mungkin dengan anggaran upaya ini, bukan sasaran.")
    ] = None,
    factor: Annotated[
        str | None, typer.Option(metavar="KODE", help="Upaya butir sendiri, misalnya I5.2-I12.0,5.")
    ] = None,
    option: Annotated[str | None, typer.Option(metavar="A", help="Rencana A, B, atau C.")] = None,
    link: Annotated[
        str | None,
        typer.Option(metavar="TAUTAN", help="Tautan Prioritas atau Simulasi & rencana; semua pilihannya dipakai."),
    ] = None,
    stage: AtStage = Stage.FINAL,
    json_: Json = False,
) -> None:
    """Find the least effort to a predicate or an index, or show the plan of a link."""
    instrument, workspace = instrument_of(None, year), open_workspace()
    start = position(workspace.snapshot(), instrument, region, year, stage.value)
    given = {"margin": margin, "budget": budget, "factor": factor, "option": option, "link": link}
    empty = next((name for name, text in given.items() if text is not None and not text.strip()), None)
    if empty is not None:
        raise SettingError(f"Opsi --{empty} kosong. Isi, atau hapus opsinya.")
    if link is not None:
        chosen = _linked(start, link, workspace)
    else:
        rules = Rules(
            max_step=max_step,
            years=years,
            locked=_codes(lock),
            required=_codes(require),
            preset=_preset(effort),
            step=_size(step),
        )
        said = {MARGIN: margin, BUDGET: budget, FACTORS: factor, OPTION: option and option.upper()}
        chosen = Proposal(_wish(start, target, rules, {name: [text] for name, text in said.items() if text}))
    if chosen.items:
        _show_items(start, chosen, json_)
        return
    goal, plan = chosen.wish.target(start), picked(plans(start, chosen.wish, chosen.wish.option + 1), chosen.wish)
    if json_:
        print_json(_as_json(plan, chosen))
    else:
        _print(start, plan)
    if not plan.reached:
        typer.echo(
            f"{format_score(goal)} tidak pasti tercapai dengan syarat ini; yang tampil ialah semua kenaikan yang pasti "
            "mungkin.",
            err=True,
        )
        raise typer.Exit(1)


def _linked(start: Position, link: str, workspace: "Workspace") -> Proposal:
    """Read the whole plan of a link; what does not fit is refused, not mended."""
    given = parse_qs(urlsplit(link.strip()).query or link.strip())
    if "t" in given:
        kept = workspace.links.find(given["t"][-1])
        if kept is None:
            raise SettingError("Opsi --link: tautan pendek ini tidak dikenal. Periksa apakah tersalin seluruhnya.")
        given = parse_qs(kept.partition("?")[2])
    if not given.keys() & set(PARAMETERS):
        raise SettingError("Opsi --link: tautan ini tidak memuat rencana. Salin dari Prioritas atau Simulasi.")
    found, wrong = read(start, given)
    if wrong:
        raise SettingError(f"Opsi --link: {wrong[0]} Periksa --region, --year, dan tautannya.")
    return found


def _wish(start: Position, target: str | None, rules: Rules, said: dict[str, list[str]]) -> Wish:
    found, wrong = read(start, said)
    if wrong:
        raise SettingError(f"Opsi --margin, --budget, --factor, atau --option: {wrong[0]}")
    wish = found.wish
    rules = replace(rules, margin=wish.rules.margin, factors=wish.rules.factors)
    if wish.aim is Aim.BUDGET:
        if target is not None:
            raise SettingError("Pakai --target atau --budget, jangan keduanya.")
        return replace(wish, rules=rules)
    named = start.instrument.predicate_named((target or "").partition(", mulai")[0])
    if named is not None:
        return Wish(predicate=named.name, rules=rules, option=wish.option)
    if target is None:
        return replace(wish, rules=rules)
    return Wish(Aim.INDEX, index=written_target(start.instrument, target), rules=rules, option=wish.option)


def _show_items(start: Position, chosen: Proposal, as_json: bool) -> None:
    """Show a plan that names its rises itself."""
    made = lines(start, chosen)
    if as_json:
        rows = [
            {"node": line.node, **_ends(start, line), "gain": float(line.gain), "year": line.year, "unit": line.unit}
            for line in made
        ]
        print_json({"from": float(start.index), "to": float(made[-1].index), "plan": rows, "basis": start.basis.value})
        return
    typer.echo(f"{start.named}: {format_score(start.index)} menjadi {format_score(made[-1].index)}.", err=True)
    for line in made:
        told = f"{line.year}\t{line.node}\t{line.name}\t{_levels(start, line)}\t{format_change(line.gain, 4)}"
        typer.echo(f"{told}\t{line.unit}" if line.unit else told)


def _codes(text: str) -> frozenset[str]:
    """Read codes, or what an address of *Simulasi* names after them: ``I45 Publik Sektor 1``."""
    return frozenset(part.split()[0] for part in re.split("[,-]", text) if part.strip())


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


def _as_json(plan: Plan, chosen: Proposal) -> dict[str, Any]:
    return {
        "reached": plan.reached,
        "from": float(plan.start),
        "to": float(plan.end),
        "steps": plan.steps,
        "effort": _number(plan.effort),
        "plan": [
            {"node": move.node, **_ends(plan.position, move), "steps": move.steps, "gain": float(move.gain)}
            | ({"year": move.year} if chosen.wish.rules.years > 1 else {})
            | ({"unit": chosen.units[move.node]} if move.node in chosen.units else {})
            for move in plan.moves
        ],
        "basis": plan.position.basis.value,
    }


def _ends(start: Position, move: Move | Line) -> dict[str, int | float | None]:
    """Return the level, or sum of levels, before and after; neither where several sums are possible."""
    known = not start.by_node[move.node].is_open
    return {"from": _number(move.start) if known else None, "to": _number(move.to) if known else None}


def _levels(start: Position, move: Move | Line) -> str:
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
