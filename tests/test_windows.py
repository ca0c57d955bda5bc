"""The way of a Windows user needs nothing that only other systems have.

No Windows machine takes part: the modules and functions that Windows lacks are taken away from this one, in every
process, and ``sys.platform`` says Windows to all that is imported afterwards.
"""

import ast
import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from spbe_analytics.settings import ROOT
from tests.browser.live import free_port

ABSENT = ("selectors", "resource", "fcntl", "termios", "pwd", "grp", "ctypes")

DISGUISE = f"""
import asyncio, os, signal, subprocess, sys
# What others wrote is imported as this system needs it; what we wrote, as on Windows.
import alembic.command, filelock, jinja2.environment, openpyxl, pandas, platformdirs, plotly.graph_objects
import python_calamine, scipy.optimize, sqlalchemy.dialects.sqlite, streamlit.starlette, streamlit.testing.v1
import streamlit.web.bootstrap, streamlit.web.cli, typer, uvicorn, xlsxwriter, yaml
for name in {ABSENT}:
    sys.modules[name] = None
for name in ("execv", "execvp", "fork", "setsid", "getuid", "killpg"):
    if hasattr(os, name):
        delattr(os, name)
asyncio.ProactorEventLoop, signal.SIGBREAK = asyncio.SelectorEventLoop, signal.SIGUSR2  # as Windows has them
sys.platform = "win32"
"""

READ = """
import sys
from pathlib import Path
from spbe_analytics.ingest.processes.isolated import ReaderPool
assert sys.platform == "win32"
file = Path("data/samples/isian_luwu_utara_2024.xlsx")
with ReaderPool(1) as pool:
    reading = pool.read(file.read_bytes(), file.name)
    print(len(reading.values), reading.has_errors)
    pool.seconds = 0.05
    slow = ("Nama;Umur\\n" + "Ani;30\\n" * 400_000).encode()
    print(pool.read(slow, "lambat.csv").findings[0].code)
    pool.seconds = 60
    print(len(pool.read(file.read_bytes(), file.name).values))
"""


@pytest.fixture
def windows(tmp_path: Path) -> dict[str, str]:
    """The environment of a process in which this system passes for Windows."""
    (tmp_path / "sitecustomize.py").write_text(DISGUISE, encoding="utf-8")
    return {
        **os.environ,
        "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}",
        "SPBE_DATABASE_URL": f"sqlite:///{tmp_path / 'spbe.db'}",
    }


def test_a_file_is_read_by_a_process_of_its_own(windows: dict[str, str]) -> None:
    done = subprocess.run([sys.executable, "-c", READ], cwd=ROOT, env=windows, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["47 False", "reading-too-slow", "47"]


def test_the_dashboard_opens(windows: dict[str, str]) -> None:
    port = free_port()
    windows |= {"SPBE_PORT": str(port), "STREAMLIT_SERVER_HEADLESS": "true"}
    server = subprocess.Popen(
        [sys.executable, "-m", "spbe_analytics", "serve"], cwd=ROOT, env=windows, stderr=subprocess.PIPE, text=True
    )
    try:
        assert answers(port, server), server.stderr and server.stderr.read()
    finally:
        server.kill()
        server.wait()


def answers(port: int, server: subprocess.Popen[str]) -> bool:
    """Wait until a server answers; false when it ended, or took a minute."""
    end = time.monotonic() + 60
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5) as answer:
                return answer.read() == b"ok"
        except OSError:
            time.sleep(0.2)
    return False


def test_no_module_of_ours_imports_at_once_what_windows_lacks() -> None:
    named = {
        (path.relative_to(ROOT).as_posix(), name)
        for path in (ROOT / "spbe_analytics").rglob("*.py")
        for statement in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(statement, ast.Import | ast.ImportFrom)
        for name in _roots(statement)
        if name in ABSENT
    }
    assert named == set()


def _roots(statement: ast.Import | ast.ImportFrom) -> list[str]:
    if isinstance(statement, ast.ImportFrom):
        return [(statement.module or "").split(".")[0]]
    return [alias.name.split(".")[0] for alias in statement.names]


def test_the_starter_is_a_file_that_windows_reads() -> None:
    content = (ROOT / "jalankan.bat").read_bytes()
    assert content.isascii()
    assert content.count(b"\r\n") == content.count(b"\n")
    assert b"requirements.txt" in content
    assert b"-m spbe_analytics serve" in content
