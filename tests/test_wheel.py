"""The package built as a wheel holds all it needs, and is the same program outside its project."""

import os
import re
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from spbe_analytics.settings import ROOT
from tests.browser.live import free_port
from tests.test_windows import answers


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a process that finds the package installed, and nothing of the project."""
    folder = tmp_path_factory.mktemp("installed")
    with ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    clean = {name: text for name, text in os.environ.items() if not name.startswith("SPBE_")}
    return {**clean, "PYTHONPATH": str(folder / "site"), "XDG_DATA_HOME": str(folder / "share"), "HOME": str(folder)}


def test_it_names_what_it_needs_and_how_it_is_started(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        names = archive.namelist()
        texts = {Path(name).name: archive.read(name).decode() for name in names if ".dist-info/" in name}
    needed = {_name(line.split()[1]) for line in texts["METADATA"].splitlines() if line.startswith("Requires-Dist")}
    listed = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert needed == {_name(line) for line in listed if not line.startswith("#")}
    assert "spbe = spbe_analytics.cli:main" in texts["entry_points.txt"]
    pages = {path.name for path in (ROOT / "pages").glob("*.py")}
    assert pages == {Path(name).name for name in names if name.startswith("spbe_analytics/shipped/pages/")}
    data = {path.relative_to(ROOT).as_posix() for path in (ROOT / "spbe_analytics" / "instruments").rglob("*.yaml")}
    assert "spbe_analytics/instruments/criteria/spbe-59-2020.yaml" in data
    reports = ROOT / "spbe_analytics" / "reports"
    data |= {path.relative_to(ROOT).as_posix() for end in ("typ", "ttf") for path in reports.rglob(f"*.{end}")}
    assert "spbe_analytics/reports/rapor/report.typ" in data
    assert data <= set(names)
    assert not [name for name in names if name.startswith(("tests/", "benchmarks/")) or "__pycache__" in name]


def _name(requirement: str) -> str:
    return re.split("[<>=]", requirement)[0].lower()


def test_a_command_answers_from_the_data_in_it(installed: dict[str, str], tmp_path: Path) -> None:
    rank = [sys.executable, "-m", "spbe_analytics", "rank", "--year", "2024"]
    done = subprocess.run(rank, cwd=tmp_path, env=installed, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "Kabupaten Sumedang" in done.stdout
    assert list(tmp_path.iterdir()) == []
    assert (Path(installed["XDG_DATA_HOME"]) / "spbe-analytics" / "spbe.db").exists()


def test_the_dashboard_opens_from_it(installed: dict[str, str], tmp_path: Path) -> None:
    port = free_port()
    environment = installed | {"SPBE_PORT": str(port), "STREAMLIT_SERVER_HEADLESS": "true"}
    serve = [sys.executable, "-m", "spbe_analytics", "serve"]
    server = subprocess.Popen(serve, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True)
    try:
        assert answers(port, server), server.stderr and server.stderr.read()
    finally:
        server.kill()
        server.wait()
