"""LibreOffice without a screen, for tests that hold a file against what an office program makes of it."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SECONDS = 180

PROGRAMS = ("soffice", "libreoffice")
"""Names under which LibreOffice may be installed."""

PARTS = ("localc", "loimpress")
"""What of LibreOffice is needed: that for workbooks and that for slides."""

PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item>
</oor:items>
"""
"""Settings of a profile of the tests' own: a workbook is computed anew whenever it is opened."""


def find_office() -> str:
    """Return the path of LibreOffice; without one the test is skipped, or fails where nothing may be skipped."""
    whole = all(shutil.which(name) for name in PARTS)  # Debian packs each program alone
    for name in PROGRAMS if whole else ():
        found = shutil.which(name)
        if found:
            return found
    pytest.skip("No LibreOffice: install the package libreoffice-calc (libreoffice-impress for slides).")


def convert(content: bytes, name: str, to: str, tmp_path: Path) -> bytes:
    """Open a file in LibreOffice, compute everything anew, and save it as another kind.

    Args:
        content: The file.
        name: Its name, whose ending says its kind.
        to: The ending to save as, such as ``pdf`` or ``xlsx``.
        tmp_path: A folder of the test's own.

    Returns:
        The saved file's bytes.
    """
    office = find_office()
    profile = tmp_path / "profile"
    settings = profile / "user" / "registrymodifications.xcu"
    if not settings.exists():
        settings.parent.mkdir(parents=True)
        settings.write_text(PROFILE, encoding="utf-8")
    source, made = tmp_path / name, tmp_path / "saved"
    source.write_bytes(content)
    command = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--convert-to", to]
    done = subprocess.run(
        [*command, "--outdir", str(made), str(source)],
        capture_output=True,
        timeout=SECONDS,
        env=os.environ | {"HOME": str(tmp_path)},
        check=False,
    )
    saved = made / f"{source.stem}.{to.partition(':')[0]}"
    if not saved.exists():
        raise AssertionError(f"LibreOffice did not save {saved.name}: {done.stdout!r} {done.stderr!r}")
    return saved.read_bytes()
