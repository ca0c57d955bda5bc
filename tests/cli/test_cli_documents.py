"""Documents and pictures on the command line, as a person types them and as cron calls them."""

import io
import json
from pathlib import Path

import pytest
from PIL import Image

from tests.cli.conftest import Run

STEM = "rapor-kabupaten-luwu-utara-2024"


def test_documents_of_the_newest_covered_year_in_all_formats(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "rapor"
    done = run("laporan", "--region", "lutra", "--out", folder)
    assert done.code == 0
    assert done.err.startswith("1/1 Kabupaten Luwu Utara: rapor-kabupaten-luwu-utara-2024.pptx")
    assert done.out.splitlines() == [str(folder / f"{STEM}.{kind}") for kind in ("pptx", "xlsx", "pdf")]
    assert all(Path(line).is_file() for line in done.out.splitlines())


def test_a_second_run_on_a_schedule_writes_nothing_and_is_fine(run: Run, tmp_path: Path) -> None:
    arguments = ("laporan", "--region", "73.22", "--year", 2024, "--format", "pdf", "--out", tmp_path, "--if-changed")
    assert json.loads(run(*arguments, "--json").out) == {"baru": [f"{STEM}.pdf"], "gagal": {}, "tanpa_nilai": []}
    again = run(*arguments, "--json")
    assert (again.code, json.loads(again.out)) == (0, {"baru": [], "gagal": {}, "tanpa_nilai": []})
    assert "tidak berubah" in again.err
    checked = run("verify", tmp_path / f"{STEM}.pdf")
    assert checked.code == 0


def test_who_has_no_value_is_named(run: Run, tmp_path: Path) -> None:
    arguments = ("laporan", "--region", "Mappi", "--year", 2024, "--format", "pptx", "--out", tmp_path, "--json")
    done = run(*arguments)
    assert done.code == 0
    assert json.loads(done.out)["tanpa_nilai"] == ["Kabupaten Mappi"]
    assert "(tanpa nilai Nilai akhir 2024)" in done.err


def test_a_comparison_is_one_document(run: Run, tmp_path: Path) -> None:
    done = run("laporan", "--compare", "73.22,Luwu Timur", "--year", 2024, "--format", "PDF", "--out", tmp_path)
    assert [Path(line).name for line in done.out.splitlines()] == ["perbandingan-2024-luwu-utara-luwu-timur.pdf"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Belum ada yang diminta. Sebut --region, --province, atau --compare."),
        (("--region", "73.22", "--format", "docx"), "“docx” tidak dikenal. Pilihan: pptx, xlsx, pdf."),
        (("--region", "73.22", "--format", ","), "Pilihan: pptx, xlsx, pdf."),
        (("--region", "Bandung"), "dapat berarti"),
        (("--region", "73.22", "--template", "tidak-ada.pptx"), "tidak ada"),
        (("--region", "73.22", "--out", __file__), "ialah berkas, bukan folder. Sebut folder lain."),
    ],
)
def test_what_cannot_be_made_is_said_in_one_sentence(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    out = () if "--out" in arguments else ("--out", tmp_path / "rapor")
    done = run("laporan", *arguments, "--year", 2024, *out)
    assert done.code == 2
    assert said in done.err
    assert len(done.err.splitlines()) == 1


def test_a_template_that_is_none_is_wrong_use_and_leaves_no_folder(run: Run, tmp_path: Path) -> None:
    template = tmp_path / "lambang.pptx"
    template.write_bytes(b"PK\x03\x04 no presentation")
    arguments = ("--region", "73.22", "--year", 2024, "--format", "pptx", "--template", template)
    done = run("laporan", *arguments, "--out", tmp_path / "rapor", "--json")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("Templat bukan berkas .pptx, atau berkasnya rusak.")
    assert not (tmp_path / "rapor").exists()


def test_pictures_are_named_and_written(run: Run, tmp_path: Path) -> None:
    named = dict(line.split("\t") for line in run("gambar", "--region", "73.22", "--year", 2024).out.splitlines())
    assert named["domain"] == "Semua domain di atas median kabupaten; hanya Manajemen turun"
    grounds = []
    for dark in ((), ("--dark",)):
        place = tmp_path / f"domain{len(dark)}.png"
        done = run("gambar", "--region", "73.22", "--year", 2024, "--picture", "domain", "--out", place, *dark)
        assert done.code == 0
        with Image.open(io.BytesIO(place.read_bytes())) as picture:
            grounds.append(picture.convert("L").getpixel((2, 2)))
    assert grounds[0] > 200 > 60 > grounds[1]
    drawn = tmp_path / "tren.svg"
    assert run("gambar", "--region", "73.22", "--year", 2024, "--picture", "tren", "--out", drawn).code == 0
    assert "Luwu Utara" in drawn.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--picture", "lukisan"), "Gambar “lukisan” tidak ada. Pilihan: hasil, domain,"),
        (("--picture", "domain", "--out", "domain.gif"), "pakai akhiran .png atau .svg"),
        (("--out", "domain.png"), "Opsi --out memerlukan --picture."),
    ],
)
def test_a_picture_that_cannot_be_is_refused(run: Run, arguments: tuple[str, ...], said: str) -> None:
    done = run("gambar", "--region", "73.22", "--year", 2024, *arguments)
    assert done.code == 2
    assert said in done.err
