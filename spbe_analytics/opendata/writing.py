"""An export: the package in a folder, whole or not at all."""

import csv
import io
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any, Final

from spbe_analytics.atomic import shown
from spbe_analytics.errors import SettingError
from spbe_analytics.opendata.descriptor import descriptor, inner_resource
from spbe_analytics.opendata.names import CONTENT, DESCRIPTOR, INNER, is_package
from spbe_analytics.opendata.package import Package, package
from spbe_analytics.store import Store
from spbe_analytics.store.transfer import FILES, LAYOUTS, Layout, rows
from spbe_analytics.workspace import Workspace

TRIES: Final = 5


def export(workspace: Workspace, folder: Path, *, whole: bool) -> Package:
    """Write the package into a folder; one of ours that lies there gives way.

    Args:
        workspace: Where the data are.
        folder: The folder; made where there is none.
        whole: Whether the database goes along, so that an import gives it back.

    Returns:
        The open part of what was written.

    Raises:
        SettingError: The folder holds something else, or cannot be written.
    """
    if folder.exists() and not is_package(folder) and (not folder.is_dir() or any(folder.iterdir())):
        raise SettingError(f"{shown(folder)} sudah berisi yang lain. Sebut folder baru, atau folder paket sebelumnya.")
    beside = ""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = tempfile.mkdtemp(prefix=".spbe-", dir=folder.parent)
        made = _write(workspace, Path(beside), whole=whole)
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(beside, 0o777 & ~mask)
        if folder.exists():
            older = Path(tempfile.mkdtemp(prefix=".spbe-", dir=folder.parent))
            os.replace(folder, older / "lama")
            os.replace(beside, folder)
            shutil.rmtree(older, ignore_errors=True)
        else:
            os.replace(beside, folder)
    except OSError as error:
        raise SettingError(
            f"{shown(folder)} tidak dapat ditulis. Periksa nama, izin, dan ruang penyimpanannya."
        ) from error
    finally:
        if beside:
            shutil.rmtree(beside, ignore_errors=True)
    return made


def _write(workspace: Workspace, folder: Path, *, whole: bool) -> Package:
    for _ in range(TRIES):
        made = package(workspace.snapshot(), moment(workspace.store))
        inner = _inner(workspace.store, folder) if whole else []
        if workspace.store.revision() == made.revision:
            break
    else:
        raise SettingError("Data terus berubah selama ditulis. Ulangi setelah unggahan yang berjalan selesai.")
    for path, content in made.files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    if inner:
        (folder / DESCRIPTOR).write_bytes(descriptor(made.tables, made.revision, made.day, inner))
    return made


def moment(store: Store) -> str:
    """Return when the data were touched last, ISO 8601 in UTC; empty where they never were."""
    at = store.stamp().at
    return f"{at.partition('.')[0].partition('+')[0]}Z" if at else ""


def _inner(store: Store, folder: Path) -> list[dict[str, Any]]:
    """Write the tables of the database and the bytes of its files; return their resources."""
    (folder / CONTENT).mkdir(parents=True, exist_ok=True)
    found = []
    for name, layout in LAYOUTS.items():
        content = _csv(store, layout)
        path = f"{INNER}/{name}.csv"
        (folder / path).write_bytes(content)
        found.append(inner_resource(layout, path, content))
    for sha256, _ in rows(store, FILES):
        (folder / CONTENT / sha256).write_bytes(store.content(sha256))
    return found


def _csv(store: Store, layout: Layout) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(layout.columns)
    writer.writerows(rows(store, layout.name))
    return text.getvalue().encode()
