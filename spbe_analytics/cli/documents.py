"""The commands ``laporan`` and ``gambar``: whole documents and single pictures as files."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from spbe_analytics.analysis.evidence.coverage import newest
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.atomic import write
from spbe_analytics.cli.base import AtStage, Force, Government, Json, open_workspace, print_json
from spbe_analytics.cli.files import existing_file, writable
from spbe_analytics.documents.batch import Order, make_all
from spbe_analytics.documents.making import Format, kept_of, of_region
from spbe_analytics.errors import SettingError, quoted
from spbe_analytics.regions import gazetteer, resolve, resolve_province
from spbe_analytics.reports.maps import map_picture
from spbe_analytics.reports.pictures import About, picture_png, picture_svg
from spbe_analytics.schema import Stage


class PictureFormat(StrEnum):
    """A kind of file that a picture can be."""

    png = "png"
    svg = "svg"


Year = Annotated[
    int | None,
    typer.Option("--year", metavar="TAHUN", help="Tahun hasil; tanpa ini, yang terbaru dan lengkap."),
]


def make_documents(
    out: Annotated[Path, typer.Option(metavar="FOLDER", help="Folder tujuan; dibuat bila belum ada.")],
    region: Annotated[
        list[str] | None, typer.Option(metavar="DAERAH", help="Daerah yang mendapat dokumen; boleh berulang.")
    ] = None,
    province: Annotated[
        str | None, typer.Option(metavar="PROVINSI", help="Semua pemerintah daerah di provinsi ini, dan ikhtisarnya.")
    ] = None,
    compare: Annotated[
        str | None, typer.Option(metavar="DAERAH,…", help="Satu perbandingan, paling banyak lima daerah.")
    ] = None,
    year: Year = None,
    format_: Annotated[
        str, typer.Option("--format", metavar="FORMAT,…", help=f"Jenis berkas: {', '.join(Format)}.")
    ] = ",".join(Format),
    stage: AtStage = Stage.FINAL,
    template: Annotated[
        Path | None,
        typer.Option(metavar="BERKAS", callback=lambda path: path and existing_file(path), help="Templat .pptx."),
    ] = None,
    if_changed: Annotated[
        bool, typer.Option("--if-changed", help="Hanya yang isinya berubah sejak ditulis terakhir ke folder itu.")
    ] = False,
    json_: Json = False,
) -> None:
    """Write documents into a folder, each whole or not at all, and a list of what is new there."""
    workspace = open_workspace()
    snapshot = workspace.snapshot()
    order = Order(
        regions=_regions(region or [], province),
        year=_year(snapshot, year),
        stage=stage,
        formats=_formats(format_),
        today=date.today(),
        compared=() if compare is None else tuple(resolve(name).code for name in compare.split(",")),
        province="" if province is None else resolve_province(province).code,
        changed_only=if_changed,
    )
    if not len(order):
        raise SettingError("Belum ada yang diminta. Sebut --region, --province, atau --compare.")
    found = []
    for at, made in enumerate(
        make_all(workspace, snapshot, order, out, template.read_bytes() if template else None), start=1
    ):
        found.append(made)
        said = made.fault or (", ".join(made.files) if made.files else "tidak berubah")
        said += f" (tanpa nilai {stage.label} {order.year})" if made.empty else ""
        typer.echo(f"{at}/{len(order)} {made.about}: {said}", err=True)
    files = [name for made in found for name in made.files]
    faults = {made.about: made.fault for made in found if made.fault}
    if json_:
        print_json({"baru": files, "gagal": faults, "tanpa_nilai": [made.about for made in found if made.empty]})
    for name in files if not json_ else ():
        typer.echo(str(out / name))
    if faults:
        raise typer.Exit(1)


def _year(snapshot: Snapshot, written: int | None) -> int:
    """Return the year that was asked for, or else the newest that is well covered."""
    if written is not None:
        return written
    found = newest(snapshot.standings)
    if found is None:
        raise SettingError("Belum ada nilai akhir yang tersimpan. Sebut tahunnya dengan --year.")
    return found.year


def _regions(written: Sequence[str], province: str | None) -> tuple[str, ...]:
    """Return codes of the governments named, and of all that lie in a province, each once."""
    codes = [resolve(name).code for name in written]
    if province is not None:
        codes += [place.code for place in gazetteer().governments(None, resolve_province(province).code)]
    return tuple(dict.fromkeys(codes))


def _formats(written: str) -> tuple[Format, ...]:
    names = list(dict.fromkeys(name.strip().lower() for name in written.split(",") if name.strip()))
    strange = [name for name in names if name not in set(Format)]
    if strange or not names:
        raise SettingError(f"Opsi --format: {quoted(written)} tidak dikenal. Pilihan: {', '.join(Format)}.")
    return tuple(Format(name) for name in names)


def draw(
    region: Government,
    year: Year = None,
    picture: Annotated[
        str | None, typer.Option(metavar="GAMBAR", help="Gambar mana; tanpa ini semua nama disebut.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="BERKAS", help="Berkas tujuan, .png atau .svg; tanpa ini di folder kerja."),
    ] = None,
    stage: AtStage = Stage.FINAL,
    dark: Annotated[bool, typer.Option("--dark", help="Warna gelap.")] = False,
    force: Force = False,
) -> None:
    """Write one picture of a government as PNG or SVG; without a name, list the pictures that there are."""
    if out is not None and picture is None:
        raise SettingError("Opsi --out memerlukan --picture. Tanpa keduanya, nama semua gambar disebut.")
    workspace = open_workspace()
    snapshot, kept = workspace.snapshot(), kept_of(workspace, region, date.today())
    document = of_region(snapshot, region, _year(snapshot, year), stage, kept, dark=dark)
    drawn = {part.key: part.pictures[0] for part in document.parts if part.pictures}
    if document.view.present.known:
        drawn["peta"] = map_picture(document.view)
    if picture is None:
        for key, found in drawn.items():
            typer.echo(f"{key}\t{found.title}")
        return
    if picture not in drawn:
        there = f"Pilihan: {', '.join(drawn)}." if drawn else "Belum ada data untuk digambar."
        raise SettingError(f"Gambar {quoted(picture)} tidak ada. {there}")
    place = writable(out or Path(f"{document.stem}-{picture}.png"), force=force)
    ending = place.suffix.lower().removeprefix(".")
    if ending not in set(PictureFormat):
        raise SettingError(f"{quoted(place.name)}: pakai akhiran .png atau .svg.")
    about = About(document.subject, document.moment, document.source_line, document.today)
    make = picture_png if PictureFormat(ending) is PictureFormat.png else picture_svg
    write(place, make(drawn[picture], about, document.view.palette))
    typer.echo(str(place))
