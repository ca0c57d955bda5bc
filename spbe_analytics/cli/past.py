"""The commands about what is stored: ``export``, ``perbarui``, ``history``, ``revert``, ``restore`` and ``why``."""

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import typer

from spbe_analytics.analysis.evidence.because import heading, sentences, term_value, told
from spbe_analytics.analysis.evidence.explanation import Explanation, Statement
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.analysis.standing.presence import nothing
from spbe_analytics.cli.base import AtStage, Json, PlaceArgument, open_workspace, print_json, unanswered
from spbe_analytics.cli.files import existing
from spbe_analytics.opendata.reading import take_in
from spbe_analytics.schema import Stage
from spbe_analytics.scoring.display import format_date
from spbe_analytics.settings import settings
from spbe_analytics.workspace import Workspace

Batch = Annotated[int, typer.Argument(metavar="NOMOR", help="Nomor unggahan, menurut history.")]
By = Annotated[str, typer.Option(metavar="NAMA", help="Siapa yang melakukannya.")]
Reason = Annotated[str, typer.Option(metavar="ALASAN", help="Mengapa; tercatat dalam riwayat.")]


def update(
    set_: Annotated[
        Path, typer.Argument(metavar="BERKAS", help="Zip data terbitan, atau foldernya.", callback=existing)
    ],
) -> None:
    """Take in a newer set of published figures."""
    done = open_workspace().update_published(set_)
    before = "" if done.before in (None, date.min) else f" menggantikan yang bertanggal {format_date(done.before)}"
    typer.echo(
        f"Data terbitan {format_date(done.day)} berlaku{before}: {done.new} penilaian baru, {done.changed} berubah, "
        f"{done.gone} tidak ada lagi."
    )


def list_history(json_: Json = False) -> None:
    """List all batches, the newest first: file, who, when, what is in it, and whether it was reverted."""
    found = open_workspace().history()
    if found.empty:
        unanswered("Belum ada unggahan. Simpan buku kerja dengan perintah import.", json_, [])
    if json_:
        print_json([_as_json(row) for row in found.to_dict("records")])
        return
    for row in found.to_dict("records"):
        said = f"{row['state']} oleh {row['reverted_by']}: {row['reason']}" if row["reason"] else row["state"]
        typer.echo(
            f"{row['number']}\t{row['when']:%Y-%m-%d %H:%M}\t{row['who']}\t{row['file']}\t{row['layout_label']}\t"
            f"{row['assessments']} penilaian, {row['values']} nilai\t{said}"
        )


def _as_json(row: dict[Any, Any]) -> dict[str, Any]:
    """Write moments as ISO 8601 in UTC; what is not there is null."""
    known = {name: None if pd.isna(value) else value for name, value in row.items()}
    return {str(name): value.isoformat() if isinstance(value, pd.Timestamp) else value for name, value in known.items()}


def revert(batch: Batch, by: By, reason: Reason) -> None:
    """Take a batch out of the current values; nothing is deleted, and `restore` takes it back."""
    workspace = open_workspace()
    effect = workspace.revert_effect(batch)
    workspace.revert(batch, by, reason)
    typer.echo(f"Unggahan nomor {batch} dibatalkan; {len(effect)} nilai berubah.")


def restore(batch: Batch, by: By, reason: Reason) -> None:
    """Take a revert back: the batch counts again."""
    workspace = open_workspace()
    effect = workspace.restore_effect(batch)
    workspace.restore(batch, by, reason)
    typer.echo(f"Unggahan nomor {batch} dipulihkan; {len(effect)} nilai berubah.")


def why(
    region: PlaceArgument,
    year: Annotated[int, typer.Argument(metavar="TAHUN", help="Tahun hasil.")],
    node: Annotated[str, typer.Argument(metavar="BUTIR", help="Kode butir: index, D1, A2, I7.")],
    stage: AtStage = Stage.FINAL,
    json_: Json = False,
) -> None:
    """Say where a figure comes from: publication or cell, or the formula with its numbers."""
    workspace = open_workspace()
    snapshot = workspace.snapshot()
    found = workspace.why(region, year, node, stage, snapshot)
    if found.value is None and all(term.value is None for term in found.terms):
        unanswered(_unknown(found, snapshot), json_, _explained(found))
    if json_:
        print_json(_explained(found))
        return
    typer.echo(heading(found))
    for sentence in sentences(found):
        typer.echo(sentence)
    for term in found.terms:
        typer.echo(f"{term.node}\t{term_value(term)}\t{term.name}")


def _unknown(found: Explanation, snapshot: Snapshot) -> str:
    """Say that a figure is not known, and what is."""
    said = " ".join([f"{heading(found)}.", *sentences(found)])
    standings = snapshot.standings
    mine = (standings["region"] == found.region) & (standings["year"] == found.year)
    there = (mine & (standings["stage"] == found.stage)).any()
    return said if there else f"{said} {nothing(standings, found.region, found.year, found.stage)}"


def _explained(found: Explanation) -> dict[str, Any]:
    return {
        "region": found.region,
        "year": found.year,
        "stage": found.stage.value,
        "instrument": found.instrument,
        "node": found.node,
        "name": found.name,
        "value": found.value,
        "exact": _exact(found.exact),
        "display": told(found.value, found.basis),
        "basis": found.basis.value if found.basis else None,
        "formula": found.formula or None,
        "possible": [_exact(value) for value in found.possible],
        "missing": list(found.missing),
        "bounds": [_exact(bound) for bound in found.bounds] if found.bounds else None,
        "levels_from": list(found.levels_from),
        "statements": [_stated(said) for said in found.statements],
        "terms": [
            {"node": term.node, "name": term.name, "weight": _exact(term.weight), "value": _exact(term.value)}
            for term in found.terms
        ],
        "text": sentences(found),
    }


def _stated(said: Statement) -> dict[str, Any]:
    return {
        "value": said.value,
        "text": said.text,
        "basis": said.basis.value,
        "authority": said.authority.name.lower(),
        "publication": said.publication,
        "url": said.url,
        "file": said.file,
        "sheet": said.sheet,
        "cell": said.cell,
        "rule": said.rule,
        "batch": said.batch,
        "who": said.who,
        "when": said.when.isoformat(),
        "leading": said.leading,
    }


def _exact(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def export_data(
    out: Annotated[Path, typer.Argument(metavar="FOLDER", help="Folder tujuan: baru, atau paket sebelumnya.")],
    open_: Annotated[
        bool,
        typer.Option(
            "--open", help="Hanya data terbuka, untuk diterbitkan: tanpa nama orang, berkas, dan catatan kerja."
        ),
    ] = False,
) -> None:
    """Write everything as a data package."""
    from spbe_analytics.opendata.writing import export  # late: an import needs none of it

    made = export(open_workspace(), out, whole=not open_)
    rows = sum(table.rows for table in made.tables)
    typer.echo(f"{out}: {len(made.tables)} tabel terbuka dengan {rows} baris, revisi {made.revision}.")
    if not open_:
        typer.echo(
            "Folder ini juga memuat basis datanya: nama orang, berkas unggahan, dan catatan kerja. Untuk diterbitkan, "
            "pakai --open.",
            err=True,
        )


def import_package(folder: Path) -> None:
    """Take a package in; the database has to be empty."""
    chosen = settings()
    taken = take_in(Workspace(chosen.database_url, None).store, folder)
    typer.echo(f"{folder}: {taken.batches} unggahan dan {taken.files} berkas dipulihkan, revisi {taken.revision}.")
