"""A command loads what it needs and no more: that is most of what a person waits for."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from spbe_analytics.cli import COMMANDS
from spbe_analytics.settings import ROOT

HEAVY = {
    "alembic", "filelock", "jinja2", "openpyxl", "plotly", "pydantic", "python_calamine", "rapidfuzz", "rich", "scipy",
    "streamlit", "xlsxwriter", "criteria", "pptx", "typst", "resvg_py",
}  # fmt: skip
"""What takes long to import, and the texts of the regulations; pandas and SQLAlchemy are needed by all that asks the
database."""

READING = {"openpyxl", "python_calamine", "rapidfuzz", "xlsxwriter"}
SAMPLE = "data/samples/isian_luwu_utara_2024.xlsx"

CALLS: dict[str, tuple[list[str], set[str]]] = {
    "--help": ([], set()),
    "rank": (["--year", "2024"], set()),
    "show": (["73.22", "--year", "2024"], set()),
    "why": (["73.22", "2024", "index"], set()),
    "weakest": (["--region", "73.22", "--year", "2024"], set()),
    "change": (["--region", "73.22", "--from", "2023", "--to", "2024"], set()),
    "perbarui": ([SAMPLE], READING),
    "history": ([], READING),
    "revert": (["9", "--by", "Sari", "--reason", "coba"], set()),
    "restore": (["9", "--by", "Sari", "--reason", "coba"], set()),
    "path": (["--region", "73.22", "--year", "2024"], {"scipy"}),
    "template": (["--region", "73.22", "--year", "2024", "--out", "{folder}/isian.xlsx"], READING),
    "check": ([SAMPLE], READING),
    "score": ([SAMPLE], READING),
    "import": (["{folder}/tidak-ada.xlsx"], READING),
    "kriteria": (["--indicator", "I42"], {"criteria"}),
    "laporan": (
        ["--region", "73.22", "--year", "2024", "--format", "pdf", "--out", "{folder}/rapor"],
        {"criteria", "plotly", "scipy", "typst", "xlsxwriter"},
    ),
    "gambar": (
        ["--region", "73.22", "--year", "2024", "--picture", "domain", "--out", "{folder}/d.png"],
        {"criteria", "plotly", "scipy", "resvg_py", "xlsxwriter"},
    ),
    "export": (["{folder}/paket", "--open"], {"criteria", "plotly", "scipy", "xlsxwriter"}),
    "verify": (["{folder}/kosong.pdf"], {"xlsxwriter"}),
}
"""How each command is called here, and what of the heavy it may load."""

REPORT = """
import sys
from spbe_analytics.cli import main
try:
    main()
finally:
    texts = "spbe_analytics.instruments.criteria."
    loaded = {"criteria" if name.startswith(texts) else name.partition(".")[0] for name in sys.modules}
    print(*sorted(loaded), file=sys.stderr)
"""


def test_every_command_is_looked_at() -> None:
    assert set(CALLS) == {*COMMANDS.table, "--help"} - {"serve"}


@pytest.mark.parametrize("command", CALLS)
def test_a_command_imports_only_what_it_needs(command: str, ready: Path, tmp_path: Path) -> None:
    arguments, allowed = CALLS[command]
    (tmp_path / "kosong.pdf").write_bytes(b"%PDF-1.7")
    written = [argument.format(folder=tmp_path) for argument in arguments]
    environment = {**os.environ, "SPBE_DATABASE_URL": f"sqlite:///{ready}"}
    done = subprocess.run(
        [sys.executable, "-c", REPORT, command, *written], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    loaded = set(done.stderr.splitlines()[-1].split())
    assert loaded & HEAVY <= allowed, done.stderr


@pytest.fixture(scope="module")
def ready(published_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database as a server leaves it, with its snapshot beside it."""
    from shutil import copy

    from spbe_analytics.workspace import Workspace

    file = tmp_path_factory.mktemp("imports") / "spbe.db"
    copy(published_database, file)
    workspace = Workspace(f"sqlite:///{file}", ROOT / "data" / "published")
    workspace.snapshot()
    workspace.store.close()
    return file
