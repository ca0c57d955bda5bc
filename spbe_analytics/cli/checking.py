"""The command ``verify``: whether the figures of a document are still those that are stored."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from spbe_analytics.cli.base import Json, open_workspace, print_json
from spbe_analytics.cli.files import existing_file
from spbe_analytics.errors import SpbeError, printable
from spbe_analytics.reports.verify import Verdict, told, verify


def _existing(paths: list[Path]) -> list[Path]:
    return [existing_file(path) for path in paths]


Documents = Annotated[
    list[Path], typer.Argument(metavar="BERKAS...", callback=_existing, help="Dokumen yang diunduh dari sini.")
]


def verify_files(files: Documents, json_: Json = False) -> None:
    """Hold documents against the store; the exit code is 1 unless all figures of all of them are the same."""
    snapshot = open_workspace().snapshot()
    found: list[tuple[Path, Verdict | None, list[str]]] = []
    for path in files:
        try:
            answer = verify(path.read_bytes(), path.name, snapshot)
            found.append((path, answer, told(answer)))
        except SpbeError as error:
            found.append((path, None, [str(error)]))
    if json_:
        print_json([{"file": str(path), "said": said, **_data(verdict)} for path, verdict, said in found])
    for path, verdict, said in () if json_ else found:
        for line in said:
            typer.echo(f"{printable(path.name)}: {line}" if len(files) > 1 else line, err=verdict is None)
    if not all(verdict is not None and verdict.same for _, verdict, _ in found):
        raise typer.Exit(1)


def _data(verdict: Verdict | None) -> dict[str, Any]:
    if verdict is None:
        return {"same": False, "intact": None}
    made = verdict.made.isoformat() if verdict.made else None
    lists = {name: [one._asdict() for one in getattr(verdict, name)] for name in ("changed", "gone", "new")}
    return {"same": verdict.same, **asdict(verdict), "made": made, **lists}
